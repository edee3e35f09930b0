package dev.caravan.local.child.trino.wire;

/**
 * What a query that ended well has cost.
 *
 * @param scannedBytes read from objects, as they are stored (compressed)
 * @param planningMillis analysis and planning
 * @param executionMillis everything after planning
 */
public record QueryStatistics(long scannedBytes, long planningMillis, long executionMillis) {
    /** Of what never ran. */
    public static final QueryStatistics NONE = new QueryStatistics(0, 0, 0);
}
