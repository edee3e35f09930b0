package dev.caravan.source.kinesis;

import java.time.Duration;

/**
 * How far behind the tip of its shard a reader was when Kinesis last said so, which it does with every answer to a read.
 * While nothing is read nothing is said, and what comes into the shard meanwhile is unknown: the lag then counts the time.
 *
 * @param millis behind the tip, 0 or more
 * @param atNanos when Kinesis said so, on a monotonic clock
 */
record ToldLag(long millis, long atNanos) {

    /** Reads of a shard at its tip come about once a second: between two of them it has not fallen behind. */
    static final Duration FRESH = Duration.ofSeconds(10);

    ToldLag {
        if (millis < 0) {
            throw new IllegalArgumentException("A lag is 0 ms or more, got " + millis);
        }
    }

    /** In milliseconds; at most so far the reader is behind now. */
    long at(long nowNanos) {
        Duration since = Duration.ofNanos(nowNanos - atNanos);
        return millis == 0 && since.compareTo(FRESH) < 0 ? 0 : millis + since.toMillis();
    }
}
