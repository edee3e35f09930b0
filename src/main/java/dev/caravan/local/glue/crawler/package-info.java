/**
 * Crawlers as named, durable things: their definitions, their state (READY, RUNNING, STOPPING) and their past crawls.
 *
 * <p>Contract: {@link dev.caravan.local.glue.crawler.Crawlers} runs at most one crawl of a crawler at a time, each on a
 * thread of its own; a crawl always ends in exactly one {@link dev.caravan.local.glue.crawler.CrawlRun}, which is
 * written before the crawler is READY again. A process that dies during a crawl leaves the crawler READY with the last
 * crawl that ended.
 */
package dev.caravan.local.glue.crawler;
