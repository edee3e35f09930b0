package dev.caravan.local.glue.crawler;

/**
 * A crawler and what it does, at one moment: a crawler that is READY again has the crawl that ended as its last one.
 *
 * @param elapsedMillis how long the running crawl takes so far; 0 when none runs
 */
public record CrawlerStatus(Crawler crawler, CrawlerState state, long elapsedMillis) {
    public String name() {
        return crawler.name();
    }
}
