package dev.caravan.faults;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What one run under a fault came to; everything but the first two counts and the last two figures has to be 0.
 *
 * @param acknowledged records that a producer was told are stored
 * @param delivered records of both sources that are where they belong, dead letters included
 * @param lost records that a source holds and a sink lacks
 * @param phantom records in a sink that no source holds, or with other content
 * @param duplicated copies in S3 beyond those that the source holds
 * @param misplaced records in an hour that is not their own
 * @param corrupt objects that cannot be read, or that changed
 * @param stale items older than the newest delivered record of their key
 * @param recoverySeconds from the end of the fault until everything was delivered
 * @param maxRssMb largest resident memory of a product process
 */
@JsonPropertyOrder({
    "fault",
    "seed",
    "acknowledged",
    "delivered",
    "lost",
    "phantom",
    "duplicated",
    "misplaced",
    "corrupt",
    "stale",
    "recoverySeconds",
    "maxRssMb"
})
record Verdict(
        String fault,
        long seed,
        int acknowledged,
        int delivered,
        int lost,
        int phantom,
        int duplicated,
        int misplaced,
        int corrupt,
        int stale,
        double recoverySeconds,
        long maxRssMb) {

    /** Issue 3: from the end of the fault, or of the load if that is later, until everything is there. */
    private static final double MAX_RECOVERY_SECONDS = 60;

    /** The heap of a run is 384 MB; beside it lie code, threads, and what clients hold outside of it. */
    private static final long MAX_RSS_MB = 640;

    /** True if nothing of the contract was broken, in time and within the memory. */
    boolean kept() {
        return lost + phantom + duplicated + misplaced + corrupt + stale == 0
                && recoverySeconds <= MAX_RECOVERY_SECONDS
                && maxRssMb <= MAX_RSS_MB;
    }
}
