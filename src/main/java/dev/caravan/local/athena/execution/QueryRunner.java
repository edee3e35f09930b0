package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.engine.StatementFailed;
import dev.caravan.local.athena.result.ResultSpool;
import dev.caravan.local.athena.result.ResultStore;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs queries, a few at a time, and writes down what becomes of them. Thread-safe. */
public final class QueryRunner implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryRunner.class);
    /** The engine's memory is enough for so many. */
    private static final int AT_ONCE = 3;

    private static final int MAX_WAITING = 200;
    private static final long SECONDS_TO_END = 10;

    private final Executions executions;
    private final ResultStore results;
    private final Path spoolDirectory;
    private final Clock clock;
    private final Map<String, Future<?>> unfinished = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE, AT_ONCE, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                Thread thread = new Thread(task, "athena-query");
                thread.setDaemon(true);
                return thread;
            });

    /**
     * @param spoolDirectory for results on their way; what an earlier process left there is deleted
     * @throws UncheckedIOException if the directory cannot be used
     */
    public QueryRunner(Executions executions, ResultStore results, Path spoolDirectory, Clock clock) {
        deleteLeftovers(spoolDirectory);
        this.executions = executions;
        this.results = results;
        this.spoolDirectory = spoolDirectory;
        this.clock = clock;
    }

    /**
     * Queues a statement and returns the id of its execution.
     *
     * @throws RejectedExecutionException if too many wait already
     */
    public String submit(Statement statement, QueryRequest request) {
        String id = UUID.randomUUID().toString();
        executions.add(QueryExecution.queued(id, request, statement.type(), statement.format(), clock.instant()));
        try {
            synchronized (unfinished) {
                unfinished.put(id, threads.submit(() -> run(id, statement, request)));
            }
        } catch (RejectedExecutionException e) {
            executions.change(
                    id, before -> before.failed("Too many queries wait", QueryFailure.Kind.RESOURCES, clock.instant()));
            throw e;
        }
        return id;
    }

    /** Cancels a query; nothing happens if it has finished. */
    public void cancel(String id) {
        executions.change(id, before -> before.cancelled("Query cancelled by user", clock.instant()));
        Future<?> running = unfinished.remove(id);
        if (running != null) {
            running.cancel(true);
            threads.purge();
        }
    }

    private static void deleteLeftovers(Path directory) {
        try {
            Files.createDirectories(directory);
            try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                for (Path file : files) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + directory + " for results on their way", e);
        }
    }

    private void run(String id, Statement statement, QueryRequest request) {
        executions.change(id, before -> before.running(clock.instant()));
        try (ResultSpool spool = new ResultSpool(spoolDirectory.resolve(id))) {
            QueryStatistics statistics = statement.run(id, request, spool);
            executions.find(id).ifPresent(execution -> write(execution, spool));
            executions.change(id, before -> before.succeeded(statistics, spool.shape(), clock.instant()));
        } catch (StatementFailed e) {
            executions.change(id, before -> ended(before, e.failure()));
        } catch (InterruptedException e) {
            executions.change(id, before -> before.cancelled("Query cancelled as the service ends", clock.instant()));
        } catch (IOException | RuntimeException e) {
            // whatever went wrong ends this query only, and is told to whoever asks for it
            LOG.warn("Query {} failed", id, e);
            String reason = "GENERIC_INTERNAL_ERROR: " + e.getMessage();
            executions.change(id, before -> before.failed(reason, QueryFailure.Kind.SYSTEM, clock.instant()));
        } finally {
            synchronized (unfinished) {
                unfinished.remove(id);
            }
        }
    }

    private void write(QueryExecution execution, ResultSpool spool) {
        try {
            results.write(execution.result(), spool);
        } catch (IOException | SdkException e) {
            throw new IllegalStateException(
                    "The result cannot be written to " + execution.result() + ": " + e.getMessage(), e);
        }
    }

    private QueryExecution ended(QueryExecution before, QueryFailure failure) {
        return failure.code().equals(QueryFailure.SCAN_LIMIT)
                ? before.cancelled(failure.message(), clock.instant())
                : before.failed(failure.reason(), failure.kind(), clock.instant());
    }

    /** Cancels what runs or waits, and waits a little for it. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
                LOG.warn("Queries did not end within {} s", SECONDS_TO_END);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
