package dev.caravan.source;

import dev.caravan.record.SourcePartition;
import java.util.OptionalLong;

/**
 * Where a source stands on one partition.
 *
 * @param pending records buffered or being delivered, not yet acknowledged
 * @param behind Kafka: records not read yet; Kinesis: milliseconds behind the tip; empty while unknown
 */
public record SourceStatus(SourcePartition partition, long pending, OptionalLong behind) {

    /** True if everything known to be in the partition has been acknowledged. */
    public boolean isCaughtUp() {
        return pending == 0 && behind.isPresent() && behind.getAsLong() == 0;
    }
}
