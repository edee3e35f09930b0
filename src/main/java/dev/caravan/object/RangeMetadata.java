package dev.caravan.object;

import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * The user metadata by which an object says which range it belongs to: {@code source}, {@code partition}, {@code
 * lineage}, {@code start}, {@code end}, {@code previous-end}, and {@code settings}, the fingerprint of what shaped it.
 * Coverage of a stream is proven from these.
 */
public final class RangeMetadata {

    private RangeMetadata() {}

    static Map<String, String> of(BatchRange range) {
        Map<String, String> metadata = new TreeMap<>();
        metadata.put("source", PercentEncoding.encode(range.partition().source()));
        metadata.put("partition", PercentEncoding.encode(range.partition().partition()));
        metadata.put("lineage", range.partition().lineage());
        metadata.put("start", range.start().text());
        metadata.put("end", range.end().text());
        metadata.put("settings", range.settings());
        range.previousEnd().ifPresent(end -> metadata.put("previous-end", end.text()));
        return metadata;
    }

    /**
     * The range that {@link #of} wrote; source and partition stay encoded, which is no difference for the names that Kafka
     * and Kinesis allow.
     *
     * @throws IllegalArgumentException if this is not the metadata of an object of a batch, saying what is wrong
     */
    public static BatchRange read(Map<String, String> metadata) {
        SourcePartition partition =
                new SourcePartition(text(metadata, "source"), text(metadata, "partition"), text(metadata, "lineage"));
        // By the partition, so that all positions of one partition can be compared whatever an object says.
        boolean kafka = partition.partition().chars().allMatch(c -> c >= '0' && c <= '9');
        Function<String, Position> position = kafka ? KafkaPosition::parse : KinesisPosition::parse;
        return new BatchRange(
                partition,
                position.apply(text(metadata, "start")),
                position.apply(text(metadata, "end")),
                Optional.ofNullable(metadata.get("previous-end")).map(position),
                text(metadata, "settings"));
    }

    private static String text(Map<String, String> metadata, String name) {
        String text = metadata.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no metadata " + name);
        }
        return text;
    }

    /** True if an object with this metadata was written for the very same range by the very same steps. */
    static boolean isOf(BatchRange range, Map<String, String> found) {
        return range.partition().lineage().equals(found.get("lineage"))
                && range.start().text().equals(found.get("start"))
                && range.end().text().equals(found.get("end"))
                && range.settings().equals(found.get("settings"));
    }
}
