package dev.caravan.catalog;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.glue.GlueClient;
import software.amazon.awssdk.services.glue.model.Crawler;
import software.amazon.awssdk.services.glue.model.CrawlerMetrics;
import software.amazon.awssdk.services.glue.model.CrawlerRunningException;
import software.amazon.awssdk.services.glue.model.CrawlerState;
import software.amazon.awssdk.services.glue.model.EntityNotFoundException;
import software.amazon.awssdk.services.glue.model.LastCrawlInfo;
import software.amazon.awssdk.services.glue.model.LastCrawlStatus;

/** Runs one crawler to its end. Throttles and lost connections are retried in place until the time-out. */
public final class Crawl {

    private final GlueClient glue;
    private final String crawler;
    private final WhenRunning whenRunning;
    private final Duration pollInterval;
    private final Duration timeout;
    private final Abandonment stopped;
    private final long begin = System.nanoTime();

    /**
     * @param pollInterval between two looks at its state
     * @param timeout for all of it
     * @param stopped ends the waiting
     */
    public Crawl(
            GlueClient glue,
            String crawler,
            WhenRunning whenRunning,
            Duration pollInterval,
            Duration timeout,
            Abandonment stopped) {
        this.glue = requireNonNull(glue, "glue");
        this.crawler = requireNonNull(crawler, "crawler");
        this.whenRunning = requireNonNull(whenRunning, "whenRunning");
        this.pollInterval = requireNonNull(pollInterval, "pollInterval");
        this.timeout = requireNonNull(timeout, "timeout");
        this.stopped = requireNonNull(stopped, "stopped");
    }

    /**
     * Starts the crawler and waits for its end. If it runs already, that crawl's end is awaited first, or instead.
     *
     * @throws PermanentException if there is no such crawler, or the crawl failed or was cancelled
     * @throws RetryableException if it does not end in time
     */
    public CrawlResult run() {
        String database = call("GetCrawler", this::crawler).databaseName();
        int before = partitions(database);
        while (!call("StartCrawler", this::start) && whenRunning == WhenRunning.AGAIN) {
            stopped.pause(pollInterval, "waiting for crawler " + crawler);
            await();
        }
        Crawler ended = await();
        LastCrawlInfo last = ended.lastCrawl();
        if (last == null || last.status() != LastCrawlStatus.SUCCEEDED) {
            throw new PermanentException("Crawler " + crawler + " ended with "
                    + (last == null ? "no crawl" : last.statusAsString() + ": " + last.errorMessage())
                    + ". Look at its targets and its role's permissions");
        }
        CrawlerMetrics metrics = call("GetCrawlerMetrics", this::metrics);
        return new CrawlResult(
                crawler,
                number(metrics.tablesCreated()),
                number(metrics.tablesUpdated()),
                number(metrics.tablesDeleted()),
                partitions(database) - before,
                Duration.ofNanos(System.nanoTime() - begin));
    }

    /** False if a crawl is under way, which may have looked before the last object was written. */
    private boolean start() {
        try {
            glue.startCrawler(request -> request.name(crawler));
            return true;
        } catch (CrawlerRunningException e) {
            return false;
        }
    }

    private Crawler await() {
        while (true) {
            Crawler now = call("GetCrawler", this::crawler);
            if (now.state() == CrawlerState.READY) {
                return now;
            }
            if (isOverdue()) {
                throw new RetryableException(
                        "Crawler " + crawler + " is still " + now.stateAsString() + " after " + timeout
                                + ". Give it more time with the option timeout",
                        null);
            }
            stopped.pause(pollInterval, "waiting for crawler " + crawler);
        }
    }

    private int partitions(String database) {
        return call("GetPartitions", () -> {
            try {
                return glue.getTablesPaginator(request -> request.databaseName(database)).stream()
                        .flatMap(page -> page.tableList().stream())
                        .filter(table -> !table.partitionKeys().isEmpty())
                        .mapToInt(table -> partitions(database, table.name()))
                        .sum();
            } catch (EntityNotFoundException e) {
                // The first crawl makes the database.
                return 0;
            }
        });
    }

    private int partitions(String database, String table) {
        return glue
                .getPartitionsPaginator(request ->
                        request.databaseName(database).tableName(table).excludeColumnSchema(true))
                .stream()
                .mapToInt(page -> page.partitions().size())
                .sum();
    }

    private Crawler crawler() {
        return glue.getCrawler(request -> request.name(crawler)).crawler();
    }

    private CrawlerMetrics metrics() {
        return glue.getCrawlerMetrics(request -> request.crawlerNameList(crawler)).crawlerMetricsList().stream()
                .findFirst()
                .orElseGet(() -> CrawlerMetrics.builder().build());
    }

    private <T> T call(String operation, Supplier<T> action) {
        String what = operation + " for crawler " + crawler;
        for (int attempt = 1; ; attempt++) {
            stopped.check(what);
            try {
                return action.get();
            } catch (SdkException e) {
                RuntimeException failure = AwsFailures.classify(what, e);
                if (!(failure instanceof RetryableException) || isOverdue()) {
                    throw failure;
                }
                stopped.pause(Backoff.DEFAULT.delay(attempt), what);
            }
        }
    }

    private boolean isOverdue() {
        return System.nanoTime() - begin > timeout.toNanos();
    }

    private static int number(Integer value) {
        return value == null ? 0 : value;
    }
}
