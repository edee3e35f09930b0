package dev.caravan.source;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.OpenBatch;
import dev.caravan.record.SourcePartition;
import java.util.OptionalLong;

/**
 * Where a source stands on one partition.
 *
 * @param pending records buffered or being delivered, not yet acknowledged
 * @param behind Kafka: records not read yet; Kinesis: milliseconds behind the tip, growing with the clock while nothing is
 *     read; empty while unknown
 * @param acknowledgedNanos when this process last acknowledged something of it, as {@link System#nanoTime()}
 * @param open the batch that fills
 */
public record SourceStatus(
        SourcePartition partition, long pending, OptionalLong behind, OptionalLong acknowledgedNanos, OpenBatch open) {

    public SourceStatus {
        requireNonNull(partition, "partition");
        requireNonNull(behind, "behind");
        requireNonNull(acknowledgedNanos, "acknowledgedNanos");
        requireNonNull(open, "open");
    }

    /** With nothing buffered. */
    public SourceStatus(SourcePartition partition, long pending, OptionalLong behind, OptionalLong acknowledgedNanos) {
        this(partition, pending, behind, acknowledgedNanos, OpenBatch.NONE);
    }

    /** True if everything known to be in the partition has been acknowledged. */
    public boolean isCaughtUp() {
        return pending == 0 && behind.isPresent() && behind.getAsLong() == 0;
    }
}
