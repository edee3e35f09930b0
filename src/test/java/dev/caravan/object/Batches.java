package dev.caravan.object;

import dev.caravan.failure.Abandonment;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Batches of a Kafka partition as tests need them. */
public final class Batches {

    public static final SourcePartition PARTITION = new SourcePartition("clicks", "3", "0123abcd");
    public static final Instant ARRIVAL = Instant.parse("2025-01-19T12:00:00.250Z");
    public static final String SETTINGS = "00112233";

    private Batches() {}

    public static BatchRange range(long start, long end) {
        return new BatchRange(
                PARTITION,
                new KafkaPosition(start),
                new KafkaPosition(end),
                start == 0 ? Optional.empty() : Optional.of(new KafkaPosition(start - 1)),
                SETTINGS);
    }

    public static SourceRecord record(long offset, byte[] value) {
        return record(offset, ARRIVAL, value);
    }

    public static SourceRecord record(long offset, Instant arrival, byte[] value) {
        return new SourceRecord(
                new KafkaPosition(offset),
                arrival,
                "k".getBytes(StandardCharsets.UTF_8),
                value,
                List.of(new RecordHeader("h", new byte[] {1}), new RecordHeader("h", null)));
    }

    /** A batch from offset 100 on, one record for each text; a null text is a tombstone. */
    public static RecordBatch of(String... values) {
        return of(new Abandonment(), () -> {}, values);
    }

    public static RecordBatch of(Abandonment abandonment, Runnable onRelease, String... values) {
        List<SourceRecord> records = new ArrayList<>();
        for (String value : values) {
            records.add(record(100 + records.size(), value == null ? null : value.getBytes(StandardCharsets.UTF_8)));
        }
        return of(records, abandonment, onRelease);
    }

    public static RecordBatch of(List<SourceRecord> records, Abandonment abandonment, Runnable onRelease) {
        return RecordBatch.of(range(100, 100 + Math.max(0, records.size() - 1)), records, abandonment, onRelease);
    }
}
