package dev.caravan.local.glue.crawler;

import dev.caravan.local.glue.catalog.CatalogException;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.glue.catalog.JsonFile;
import dev.caravan.local.glue.crawl.Crawl;
import dev.caravan.local.glue.crawl.CrawlFailedException;
import dev.caravan.local.glue.crawl.CrawlResult;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;

/** All crawlers of one Glue. Thread-safe; several crawlers run at a time, four at most. */
public final class Crawlers implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Crawlers.class);
    private static final String FILE_NAME = "glue-crawlers.json";
    private static final int MAX_RUNNING = 4;
    private static final long STOP_SECONDS = 10;

    /** The crawlers as they lie on disk. */
    record Document(List<Crawler> crawlers) {}

    private final Clock clock;
    private final Crawl crawl;
    private final Optional<JsonFile<Document>> file;
    private final TreeMap<String, Crawler> crawlers = new TreeMap<>();
    private final Map<String, RunningCrawl> running = new HashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(MAX_RUNNING, task -> {
        Thread thread = new Thread(task, "glue-crawler");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * @param directory where the crawlers are kept, or null to forget them with the process
     * @throws UncheckedIOException when an existing file cannot be read
     */
    public Crawlers(S3Client s3, GlueCatalog catalog, Clock clock, Path directory) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.crawl = new Crawl(s3, catalog);
        this.file = Optional.ofNullable(directory).map(path -> new JsonFile<>(path.resolve(FILE_NAME), Document.class));
        file.flatMap(JsonFile::read)
                .ifPresent(document -> document.crawlers().forEach(crawler -> crawlers.put(crawler.name(), crawler)));
    }

    public synchronized void create(CrawlerDefinition definition) {
        if (crawlers.containsKey(definition.name())) {
            throw CatalogException.alreadyExists(definition.name() + " already exists");
        }
        save(Crawler.created(definition, now()));
    }

    public synchronized Crawler crawler(String name) {
        return find(name)
                .orElseThrow(() -> CatalogException.notFound("Crawler entry with name " + name + " does not exist"));
    }

    public synchronized Optional<Crawler> find(String name) {
        return Optional.ofNullable(crawlers.get(name));
    }

    /** All, in the order of their names. */
    public synchronized List<Crawler> all() {
        return List.copyOf(crawlers.values());
    }

    /** As {@link #crawler}, with what it does. */
    public synchronized CrawlerStatus status(String name) {
        return status(crawler(name));
    }

    /** As {@link #all}, with what they do. */
    public synchronized List<CrawlerStatus> statuses() {
        return crawlers.values().stream().map(this::status).toList();
    }

    private CrawlerStatus status(Crawler crawler) {
        RunningCrawl now = running.get(crawler.name());
        return new CrawlerStatus(crawler, state(crawler.name()), now == null ? 0 : now.elapsedMillis());
    }

    private CrawlerState state(String name) {
        RunningCrawl now = running.get(name);
        if (now == null) {
            return CrawlerState.READY;
        }
        return now.isCancelled() ? CrawlerState.STOPPING : CrawlerState.RUNNING;
    }

    public synchronized void update(CrawlerDefinition definition) {
        Crawler before = crawler(definition.name());
        refuseRunning(
                definition.name(),
                "Cannot update Crawler while running. Please stop crawl or wait until it" + " completes to update.");
        save(before.updated(definition, now()));
    }

    public synchronized void delete(String name) {
        crawler(name);
        refuseRunning(
                name,
                "Cannot delete Crawler while running. Please stop crawl or wait until it completes to" + " delete.");
        Crawler removed = crawlers.remove(name);
        write(() -> crawlers.put(name, removed));
    }

    /** Starts a crawl and returns at once. */
    public synchronized void start(String name) {
        Crawler crawler = find(name)
                .orElseThrow(() -> CatalogException.notFound("Crawler with name " + name + " does not exist"));
        refuseRunning(name, "Crawler with name " + name + " has already started");
        RunningCrawl started = new RunningCrawl(now());
        running.put(name, started);
        threads.execute(() -> run(crawler.definition(), started));
    }

    /** Asks a crawl to stop and returns at once. */
    public synchronized void stop(String name) {
        if (find(name).isEmpty()) {
            throw CatalogException.notFound("Crawler with name " + name + " does not exist");
        }
        switch (state(name)) {
            case READY ->
                throw new CatalogException(
                        CatalogException.Kind.CRAWLER_NOT_RUNNING, "Crawler with name " + name + " isn't running");
            case STOPPING ->
                throw new CatalogException(
                        CatalogException.Kind.CRAWLER_STOPPING, "Crawler with name " + name + " is already stopping");
            case RUNNING -> running.get(name).cancel();
        }
    }

    /** Stops all crawls and waits for them, 10 s at most. */
    @Override
    public void close() {
        synchronized (this) {
            running.values().forEach(RunningCrawl::cancel);
        }
        threads.shutdown();
        try {
            if (!threads.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.warn("A crawl did not stop within {} s and is left behind.", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(CrawlerDefinition definition, RunningCrawl started) {
        CrawlRun ended = CrawlRun.ended(
                started.crawlId(), CrawlRun.Status.FAILED, "Internal Service Exception", started.start(), 0);
        started.runBy(Thread.currentThread());
        try {
            ended = crawled(definition, started);
        } finally {
            // whatever was thrown, the crawler is READY again and says how the crawl ended
            started.runBy(null);
            end(definition.name(), ended);
        }
    }

    private CrawlRun crawled(CrawlerDefinition definition, RunningCrawl started) {
        try {
            CrawlResult result = crawl.run(definition.crawl(), started::isCancelled);
            return CrawlRun.succeeded(started.crawlId(), result, started.start(), started.elapsedMillis());
        } catch (CancellationException | InterruptedException e) {
            return ended(started, CrawlRun.Status.CANCELLED, null);
        } catch (CrawlFailedException | CatalogException | UncheckedIOException e) {
            return started.isCancelled()
                    ? ended(started, CrawlRun.Status.CANCELLED, null)
                    : ended(started, CrawlRun.Status.FAILED, e.getMessage());
        }
    }

    private static CrawlRun ended(RunningCrawl started, CrawlRun.Status status, String message) {
        return CrawlRun.ended(started.crawlId(), status, message, started.start(), started.elapsedMillis());
    }

    private synchronized void end(String name, CrawlRun ended) {
        try {
            save(crawlers.get(name).with(ended));
        } finally {
            running.remove(name);
        }
        LOG.info(
                "crawler={} status={} tables={} partitions={} millis={} message={}",
                name,
                ended.status(),
                ended.tables(),
                ended.partitions(),
                ended.durationMillis(),
                ended.errorMessage());
    }

    private void refuseRunning(String name, String message) {
        if (running.containsKey(name)) {
            throw new CatalogException(CatalogException.Kind.CRAWLER_RUNNING, message);
        }
    }

    private void save(Crawler crawler) {
        Crawler before = crawlers.put(crawler.name(), crawler);
        write(() -> {
            if (before == null) {
                crawlers.remove(crawler.name());
            } else {
                crawlers.put(crawler.name(), before);
            }
        });
    }

    private void write(Runnable undo) {
        try {
            file.ifPresent(document -> document.write(new Document(List.copyOf(crawlers.values()))));
        } catch (UncheckedIOException e) {
            undo.run();
            throw e;
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
