package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;

/** Refuses option values that the source, KCL 3.5.1 or Kinesis itself cannot work with, by the option's name. */
final class OptionRanges {

    /** PollingConfig of KCL takes no more. */
    private static final int MAX_PREFETCHED_READS = 5;

    private final String endpoint;

    /** @param endpoint names it in messages */
    OptionRanges(String endpoint) {
        this.endpoint = requireNonNull(endpoint, "endpoint");
    }

    /** @throws PermanentException with the option, what it may be and what it is */
    void check(KinesisBatchEndpoint options) {
        text("applicationName", options.getApplicationName());
        text("leaseTable", options.leaseTable());
        range("writers", options.getWriters(), 1, Integer.MAX_VALUE);
        range("maxRecordsPerRead", options.getMaxRecordsPerRead(), 1, 10_000);
        range("idleTimeBetweenReads", options.getIdleTimeBetweenReads(), 200, Long.MAX_VALUE);
        range("prefetchedReads", options.getPrefetchedReads(), 1, MAX_PREFETCHED_READS);
        range("prefetchedBytes", options.getPrefetchedBytes(), 1, Integer.MAX_VALUE);
        range("maxLeases", options.getMaxLeases(), 1, Integer.MAX_VALUE);
        range("failoverTime", options.getFailoverTime(), 1_000, Long.MAX_VALUE);
        range("leaseAssignmentInterval", options.getLeaseAssignmentInterval(), 1, Long.MAX_VALUE);
        range("shardSyncInterval", options.getShardSyncInterval(), 1, Long.MAX_VALUE);
        range("leaderHeartbeat", options.getLeaderHeartbeat(), 1, Long.MAX_VALUE / 2);
        range(
                "leaderLeaseDuration",
                options.getLeaderLeaseDuration(),
                2 * options.getLeaderHeartbeat(),
                Long.MAX_VALUE);
    }

    private void text(String option, String value) {
        require(value != null && !value.isBlank(), option, "a name", "'" + value + "'");
    }

    private void range(String option, long value, long min, long max) {
        boolean open = max == Integer.MAX_VALUE || max >= Long.MAX_VALUE / 2;
        require(
                value >= min && value <= max,
                option,
                open ? min + " or more" : min + " to " + max,
                Long.toString(value));
    }

    private void require(boolean holds, String option, String allowed, String value) {
        if (!holds) {
            throw new PermanentException(
                    "The option " + option + " of " + endpoint + " is " + allowed + ", got " + value);
        }
    }
}
