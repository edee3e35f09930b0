package dev.caravan.local.glue.crawler;

import dev.caravan.local.glue.crawl.CrawlResult;
import dev.caravan.local.glue.crawl.CrawlResult.Changes;
import java.time.Instant;
import java.util.List;

/**
 * A crawl that ended.
 *
 * @param errorMessage why it failed; after a success what was left out and why, or null
 * @param durationMillis how long it took
 */
public record CrawlRun(
        String crawlId,
        Status status,
        String errorMessage,
        Instant startTime,
        long durationMillis,
        Changes tables,
        Changes partitions) {
    private static final int MAX_NOTES = 10;

    /** How it ended, AWS's values. */
    public enum Status {
        SUCCEEDED,
        FAILED,
        CANCELLED
    }

    static CrawlRun succeeded(String crawlId, CrawlResult result, Instant start, long durationMillis) {
        return new CrawlRun(
                crawlId,
                Status.SUCCEEDED,
                message(result.notes()),
                start,
                durationMillis,
                result.tables(),
                result.partitions());
    }

    static CrawlRun ended(String crawlId, Status status, String message, Instant start, long durationMillis) {
        return new CrawlRun(crawlId, status, message, start, durationMillis, Changes.NONE, Changes.NONE);
    }

    private static String message(List<String> notes) {
        if (notes.isEmpty()) {
            return null;
        }
        String first = String.join(" ", notes.subList(0, Math.min(MAX_NOTES, notes.size())));
        int more = notes.size() - MAX_NOTES;
        return more > 0 ? first + " And " + more + " more." : first;
    }
}
