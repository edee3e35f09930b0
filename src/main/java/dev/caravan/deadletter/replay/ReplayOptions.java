package dev.caravan.deadletter.replay;

/**
 * How to replay.
 *
 * @param dryRun claim and send nothing
 * @param again also what was replayed, or may have been
 * @param maxReplays records that came back so often are refused
 * @param max so many are sent at most
 */
public record ReplayOptions(boolean dryRun, boolean again, int maxReplays, long max) {

    public ReplayOptions {
        if (maxReplays < 1 || max < 1) {
            throw new IllegalArgumentException(
                    "--max-replays and --max are 1 or more, got " + maxReplays + " and " + max);
        }
    }
}
