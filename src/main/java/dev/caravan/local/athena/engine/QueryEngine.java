package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.ChildFrame;
import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import dev.caravan.local.child.trino.wire.ResultColumn;
import dev.caravan.local.glue.catalog.GlueCatalog;
import dev.caravan.local.process.ChildJvm;
import dev.caravan.local.process.LocalDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs statements that read. Thread-safe; a statement runs on the thread that brings it. */
public final class QueryEngine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(QueryEngine.class);
    private static final String MAIN_CLASS = "dev.caravan.local.child.trino.TrinoChild";

    /** The client compiler alone halves the start; the last two spare a search for tools that measure objects. */
    private static final List<String> JVM_ARGUMENTS = List.of(
            "-Xmx512m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            // standard output is for frames alone
            "-XX:+DisplayVMOutputToStderr",
            "-Duser.timezone=UTC",
            "-Dfile.encoding=UTF-8",
            "-Djol.skipDynamicAttach=true",
            "-Djol.skipHotspotSAAttach=true");

    private static final ResultListener NOTHING = new ResultListener() {
        @Override
        public void columns(List<ResultColumn> columns) {
            throw new IllegalStateException("A check has no columns");
        }

        @Override
        public void rows(List<List<String>> rows) {
            throw new IllegalStateException("A check has no rows");
        }
    };

    private final Supplier<EngineProcess> starter;
    private EngineProcess process;
    private boolean closed;

    private QueryEngine(Supplier<EngineProcess> starter) {
        this.starter = starter;
        this.process = starter.get();
    }

    /**
     * Starts the engine's process and returns at once; what is asked before it is up waits.
     *
     * @param local where the engine's jars lie
     * @param buckets the directory that holds the buckets
     * @param catalog what the engine knows of
     * @param logs directory for the logs of the processes, {@code engine-1.log} and on
     * @throws dev.caravan.local.process.LocalStartException if the process cannot be started
     */
    public static QueryEngine start(LocalDirectory local, Path buckets, GlueCatalog catalog, Path logs) {
        CatalogAnswers answers = new CatalogAnswers(catalog);
        List<Path> classPath = local.classPath("trino");
        AtomicInteger started = new AtomicInteger();
        return new QueryEngine(() -> new EngineProcess(
                ChildJvm.start(
                        "athena",
                        classPath,
                        MAIN_CLASS,
                        JVM_ARGUMENTS,
                        List.of(buckets.toString()),
                        logs.resolve("engine-" + started.incrementAndGet() + ".log")),
                answers));
    }

    /** Completes when the process that is there now is up. */
    public synchronized CompletableFuture<Void> ready() {
        return process.ready().copy();
    }

    /** The process that is there now, for those who watch or end it. */
    public synchronized long pid() {
        return process.pid();
    }

    /**
     * Runs a statement to its end.
     *
     * @param timeLimit after which the statement is given up
     * @throws StatementFailed if it fails, or takes too long, or the engine dies
     * @throws IOException what the listener throws
     * @throws InterruptedException if this thread is interrupted; the statement is given up
     */
    public QueryStatistics run(ParentFrame.Run run, Duration timeLimit, ResultListener listener)
            throws StatementFailed, IOException, InterruptedException {
        String id = run.query();
        EngineProcess engine = living();
        Conversation conversation = engine.open(id, run);
        boolean finished = false;
        try {
            QueryStatistics statistics = listen(engine, conversation, timeLimit, listener);
            finished = true;
            return statistics;
        } finally {
            engine.close(id);
            if (!finished) {
                engine.send(new ParentFrame.Cancel(id));
            }
        }
    }

    /**
     * Parses a statement without running it.
     *
     * @throws StatementFailed if it is no statement that this engine runs, or the engine did not answer in time
     */
    public void check(String id, String sql, Duration timeLimit) throws StatementFailed, InterruptedException {
        EngineProcess engine = living();
        Conversation conversation = engine.open(id, new ParentFrame.Check(id, sql));
        try {
            listen(engine, conversation, timeLimit, NOTHING);
        } catch (IOException e) {
            throw new IllegalStateException("A check has no result that could be written", e);
        } finally {
            engine.close(id);
        }
    }

    private static QueryStatistics listen(
            EngineProcess engine, Conversation conversation, Duration timeLimit, ResultListener listener)
            throws StatementFailed, IOException, InterruptedException {
        long start = System.nanoTime();
        while (true) {
            Duration left = timeLimit.minusNanos(System.nanoTime() - start);
            ChildFrame.OfQuery frame = left.isNegative() ? null : conversation.next(left);
            if (frame == null) {
                throw new StatementFailed(new QueryFailure(
                        "EXCEEDED_TIME_LIMIT",
                        QueryFailure.Kind.RESOURCES,
                        "Query exceeded the time limit of " + timeLimit.toSeconds() + " s"));
            }
            if (frame instanceof ChildFrame.Columns columns) {
                listener.columns(columns.columns());
            } else if (frame instanceof ChildFrame.Rows rows) {
                listener.rows(rows.rows());
                engine.send(new ParentFrame.Proceed(rows.query()));
            } else if (frame instanceof ChildFrame.Finished finished) {
                return finished.statistics();
            } else if (frame instanceof ChildFrame.Failed failed) {
                throw new StatementFailed(failed.failure());
            }
        }
    }

    private synchronized EngineProcess living() {
        if (!process.isAlive() && !closed) {
            LOG.warn("The query engine died and is started again");
            process = starter.get();
        }
        return process;
    }

    @Override
    public synchronized void close() {
        closed = true;
        process.close();
    }
}
