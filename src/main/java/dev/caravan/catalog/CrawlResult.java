package dev.caravan.catalog;

import java.time.Duration;

/**
 * What one crawl changed; the message body after {@code glue:CRAWLER}.
 *
 * @param partitionsAdded partitions registered meanwhile in the tables of the crawler's database; negative if some went
 */
public record CrawlResult(
        String crawler,
        int tablesCreated,
        int tablesUpdated,
        int tablesDeleted,
        int partitionsAdded,
        Duration duration) {}
