package dev.caravan.local.glue.crawler;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A crawler with its history.
 *
 * @param version 1 at creation, one more with each update
 * @param runs past crawls, the last one last, at most 50
 */
public record Crawler(
        CrawlerDefinition definition, Instant creationTime, Instant lastUpdated, long version, List<CrawlRun> runs) {
    private static final int MAX_RUNS = 50;

    public Crawler {
        runs = List.copyOf(runs);
    }

    static Crawler created(CrawlerDefinition definition, Instant now) {
        return new Crawler(definition, now, now, 1, List.of());
    }

    public String name() {
        return definition.name();
    }

    public Optional<CrawlRun> lastRun() {
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    Crawler updated(CrawlerDefinition newDefinition, Instant now) {
        return new Crawler(newDefinition, creationTime, now, version + 1, runs);
    }

    Crawler with(CrawlRun run) {
        List<CrawlRun> all = new ArrayList<>(runs);
        all.add(run);
        return new Crawler(
                definition,
                creationTime,
                lastUpdated,
                version,
                all.subList(Math.max(0, all.size() - MAX_RUNS), all.size()));
    }
}
