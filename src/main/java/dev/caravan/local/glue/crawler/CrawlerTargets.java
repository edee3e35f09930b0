package dev.caravan.local.glue.crawler;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.crawl.CrawlTarget;
import java.util.List;
import java.util.OptionalInt;

/** Where a crawler looks. Only S3 can be crawled here; other kinds of targets are refused when a crawler is made. */
public record CrawlerTargets(List<S3Target> s3Targets) {

    /**
     * One place to look.
     *
     * @param path {@code s3://bucket/prefix}
     * @param sampleSize null to leave it to the crawler
     */
    public record S3Target(String path, List<String> exclusions, Integer sampleSize) {
        public S3Target {
            if (path == null) {
                throw CatalogException.invalidInput("An S3 target needs a path.");
            }
            exclusions = exclusions == null ? List.of() : List.copyOf(exclusions);
        }

        CrawlTarget target() {
            return CrawlTarget.of(
                    path, exclusions, sampleSize == null ? OptionalInt.empty() : OptionalInt.of(sampleSize));
        }
    }

    public CrawlerTargets {
        if (s3Targets == null || s3Targets.isEmpty()) {
            throw CatalogException.invalidInput("A crawler needs at least one S3 target.");
        }
        s3Targets = List.copyOf(s3Targets);
    }
}
