package dev.caravan.report.run;

import dev.caravan.failure.Abandonment;

/** Registers what has been written to the lake since the last time. */
@FunctionalInterface
public interface Crawling {

    /**
     * Runs a crawler to its end.
     *
     * @throws dev.caravan.failure.PermanentException if it failed, or there is none of that name
     * @throws dev.caravan.failure.RetryableException if it does not end in time
     */
    void crawl(String crawler, Abandonment stopped);
}
