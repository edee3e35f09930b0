package dev.caravan.page.snapshot;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One partition or shard that this process owns.
 *
 * @param behindRecords not read yet; empty where the source does not tell, as Kinesis
 * @param behind how old the newest record is that was read, if there are newer ones; empty while unknown
 * @param pending read and not acknowledged
 * @param fill of the batch that fills: the nearest of its limits of records, bytes and age, 0 to 1
 * @param nextFlush when its age cuts it; empty if nothing is buffered
 * @param acknowledged how long ago; empty if this process has not
 */
public record PartitionView(
        String partition,
        OptionalLong behindRecords,
        Optional<Duration> behind,
        long pending,
        int openRecords,
        long openBytes,
        double fill,
        Optional<Duration> nextFlush,
        Optional<Duration> acknowledged) {}
