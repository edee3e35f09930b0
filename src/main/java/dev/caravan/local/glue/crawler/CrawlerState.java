package dev.caravan.local.glue.crawler;

/** AWS's states of a crawler. */
public enum CrawlerState {
    READY,
    RUNNING,
    STOPPING
}
