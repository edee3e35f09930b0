package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Which stretch of a partition a batch covers, both ends included.
 *
 * @param start Kafka: the offset after the previous batch; Kinesis: the first record. Object keys are built from it
 * @param end the frozen end; it may be a position without a record (a control record, a compacted one)
 * @param previousEnd the last position acknowledged before, where one is known
 * @param settings fingerprint of the steps and settings under which this process delivers the batch; objects of one
 *     range that were shaped by others are not the same objects
 */
public record BatchRange(
        SourcePartition partition, Position start, Position end, Optional<Position> previousEnd, String settings) {

    public BatchRange {
        requireNonNull(partition, "partition");
        requireNonNull(previousEnd, "previousEnd");
        requireNonNull(settings, "settings");
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("A batch of " + partition.label() + " starts at " + start.text()
                    + ", behind its end " + end.text());
        }
    }

    /** {@code SOURCE-PARTITION-START-LINEAGE}: names the batch, the same on every replay. */
    public String id() {
        return partition.label() + "-" + start.padded() + "-" + partition.lineage();
    }
}
