package dev.caravan.faults;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One record to be sent, and what has to become of it in each pipeline.
 *
 * @param value null for a tombstone, which only Kafka knows
 * @param headers of the Kafka record
 * @param kafka {@link #DELIVERED}, or the reason of its dead letter; with {@link #LATE} before it, of the one that the
 *     replica topic's route writes
 * @param kinesis the same for Kinesis; null if it cannot be sent there
 */
record BadRecord(String name, byte[] key, byte[] value, Map<String, String> headers, String kafka, String kinesis) {

    static final String DELIVERED = "delivered";
    /** Delivered into the table, and refused on the way from the replica topic into the lake. */
    static final String LATE = "late ";

    static BadRecord of(String name, String value, String kafka, String kinesis) {
        return of(name, value.getBytes(StandardCharsets.UTF_8), kafka, kinesis);
    }

    static BadRecord of(String name, byte[] value, String kafka, String kinesis) {
        return new BadRecord(name, name.getBytes(StandardCharsets.UTF_8), value, Map.of(), kafka, kinesis);
    }

    BadRecord withKey(byte[] other) {
        return new BadRecord(name, other, value, headers, kafka, kinesis);
    }

    BadRecord withHeaders(Map<String, String> other) {
        return new BadRecord(name, key, value, other, kafka, kinesis);
    }

    /** A good record between two others. */
    static BadRecord neighbour(int number) {
        String id = "good-" + number;
        return new BadRecord(
                id,
                id.getBytes(StandardCharsets.UTF_8),
                new Event(id, "user-" + number % 7, "click", BadRecords.TIME).bytes(),
                Map.of(),
                DELIVERED,
                DELIVERED);
    }

    /** Each record with a good one before it, and one after the last. */
    static List<BadRecord> amongNeighbours(List<BadRecord> records) {
        List<BadRecord> all = new ArrayList<>();
        for (BadRecord record : records) {
            all.add(neighbour(all.size()));
            all.add(record);
        }
        all.add(neighbour(all.size()));
        return all;
    }
}
