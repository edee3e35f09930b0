package dev.caravan.local.glue.crawl;

import java.util.List;

/**
 * What a crawl did.
 *
 * @param notes what was left out or only logged, and why, one sentence each
 */
public record CrawlResult(Changes tables, Changes partitions, List<String> notes) {

    /** Counts of catalog entries. A deprecated entry counts as updated. */
    public record Changes(int added, int updated, int deleted) {
        public static final Changes NONE = new Changes(0, 0, 0);

        Changes plusAdded(int count) {
            return new Changes(added + count, updated, deleted);
        }

        Changes plusUpdated(int count) {
            return new Changes(added, updated + count, deleted);
        }

        Changes plusDeleted(int count) {
            return new Changes(added, updated, deleted + count);
        }
    }

    public CrawlResult {
        notes = List.copyOf(notes);
    }
}
