package dev.caravan.page.catalogue;

import java.time.Instant;
import java.util.Optional;

/**
 * One crawler.
 *
 * @param state Glue's word, for example {@code READY}
 * @param lastBegan when its last crawl began: what came into the lake later is not in the tables yet
 * @param lastStatus Glue's word for how that ended; empty if there was none
 * @param problem why it could not be asked, or what the last crawl failed of; empty for none
 */
record CrawlerView(
        String name, String database, String state, Optional<Instant> lastBegan, String lastStatus, String problem) {}
