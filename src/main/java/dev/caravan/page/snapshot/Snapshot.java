package dev.caravan.page.snapshot;

import dev.caravan.page.activity.StoredObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Everything of the page that changes by itself.
 *
 * @param objects the newest first
 * @param calls of SDK clients
 * @param retries of sinks, by the sink in words
 * @param bufferedBytes held by all buffers
 * @param budgetBytes most that they may hold
 */
public record Snapshot(
        Instant at,
        Verdict verdict,
        List<RouteView> routes,
        EditView edit,
        List<StoredObject> objects,
        List<CallView> calls,
        Map<String, Long> retries,
        long bufferedBytes,
        long budgetBytes) {}
