package dev.caravan.local.glue.crawler;

/** Whether a crawl looks at everything again. Crawls by S3 events are refused. */
public record RecrawlPolicy(RecrawlBehavior recrawlBehavior) {

    /** AWS's values. */
    public enum RecrawlBehavior {
        CRAWL_EVERYTHING,
        CRAWL_NEW_FOLDERS_ONLY
    }

    public RecrawlPolicy {
        recrawlBehavior = recrawlBehavior == null ? RecrawlBehavior.CRAWL_EVERYTHING : recrawlBehavior;
    }
}
