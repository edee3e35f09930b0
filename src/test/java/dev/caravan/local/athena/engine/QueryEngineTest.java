package dev.caravan.local.athena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import dev.caravan.local.child.trino.wire.ResultColumn;
import dev.caravan.local.process.LocalDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueryEngineTest {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String ENDLESS =
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
                    + " UNNEST(sequence(1, 10000)) c(z) WHERE x + y = z";
    private static final String MILLION_ROWS =
            "SELECT x, y FROM UNNEST(sequence(1, 1000)) a(x), UNNEST(sequence(1, 1000)) b(y)";

    private static final AtomicInteger IDS = new AtomicInteger();

    @TempDir
    private static Path directory;

    private static LakeFixture lake;
    private static QueryEngine engine;

    @BeforeAll
    static void start() throws IOException {
        Path buckets = Files.createTempDirectory(directory, "buckets");
        lake = new LakeFixture(buckets);
        engine = newEngine(buckets, lake);
    }

    private static QueryEngine newEngine(Path buckets, LakeFixture lake) {
        return QueryEngine.start(
                LocalDirectory.find(), buckets, lake.catalog(), buckets.resolveSibling(buckets.getFileName() + "-log"));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @Test
    void queriesRunAtOnceAndAQueryThatNobodyReadsDoesNotHoldUpOthers() throws Exception {
        // Given
        CountDownLatch hold = new CountDownLatch(1);
        AtomicLong rows = new AtomicLong();
        CountDownLatch firstRows = new CountDownLatch(1);
        CompletableFuture<QueryStatistics> slow = inBackground(MILLION_ROWS, new Rows() {
            @Override
            public void rows(List<List<String>> page) {
                firstRows.countDown();
                awaitUninterrupted(hold);
                rows.addAndGet(page.size());
            }
        });
        assertThat(firstRows.await(60, TimeUnit.SECONDS)).isTrue();
        // When
        CollectedResult result = run("SELECT count(*) AS n FROM activity");
        // Then
        assertThat(result.lines()).containsExactly("n bigint", "8");
        hold.countDown();
        slow.get(60, TimeUnit.SECONDS);
        assertThat(rows).hasValue(1_000_000);
    }

    @Test
    void storedBytesOfTheObjectsThatWereReadAreCounted() throws Exception {
        // Given
        CollectedResult sizes = run("SELECT sum(size) AS stored FROM (SELECT DISTINCT \"$path\", \"$file_size\" AS size"
                + " FROM activity WHERE hour = 12)");
        // When
        QueryStatistics pruned = engine.run(
                statement("pruned", "SELECT * FROM activity WHERE dt = '2025-01-19' AND hour = 12"),
                LIMIT,
                new CollectedResult());
        // Then
        assertThat(sizes.lines()).containsExactly("stored bigint", String.valueOf(pruned.scannedBytes()));
    }

    @Test
    void aTableOfManyObjectsIsReadWithFewOfThemOpen() throws Exception {
        // Given
        lake.table("many", LakeFixture.JSON, "s3://lake/many/", List.of("id int"), List.of(), Map.of());
        for (int i = 0; i < 200; i++) {
            lake.write("lake/many/" + i + ".json.gz", "{\"id\":1}\n".repeat(10));
        }
        AtomicLong rows = new AtomicLong();
        AtomicLong mostOpen = new AtomicLong();
        ResultListener listener = new Rows() {
            @Override
            public void rows(List<List<String>> page) throws IOException {
                rows.addAndGet(page.size());
                mostOpen.accumulateAndGet(openObjects(), Math::max);
            }
        };
        // When
        engine.run(statement("many", "SELECT id FROM many"), LIMIT, listener);
        // Then
        assertThat(rows).hasValue(2000);
        assertThat(mostOpen.get()).isBetween(1L, 8L);
    }

    private static long openObjects() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + engine.pid() + "/fd"))) {
            return files.filter(QueryEngineTest::isObject).count();
        }
    }

    private static boolean isObject(Path openFile) {
        try {
            return Files.readSymbolicLink(openFile).toString().endsWith(".json.gz");
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    @Test
    void aQueryThatReadsMoreThanItMayIsStopped() {
        // Given
        ParentFrame.Run limited =
                new ParentFrame.Run("limited", "SELECT count(*) FROM activity", "shop", List.of(), 0, 10L);
        // When
        assertThatThrownBy(() -> engine.run(limited, LIMIT, new CollectedResult()))
                // Then
                .isInstanceOf(StatementFailed.class)
                .hasMessage("EXCEEDED_SCAN_LIMIT: Query cancelled! : Bytes scanned limit was exceeded");
    }

    @Test
    void aQueryThatTakesTooLongIsGivenUpInTheEngineToo() throws Exception {
        // Given
        Duration limit = Duration.ofSeconds(2);
        AtomicLong threads = new AtomicLong();
        ResultListener listener = new Rows() {
            @Override
            public void columns(List<ResultColumn> columns) throws IOException {
                threads.set(threadsOf("endless"));
            }
        };
        // When
        assertThatThrownBy(() -> engine.run(statement("endless", ENDLESS), limit, listener))
                .isInstanceOf(StatementFailed.class)
                .hasMessage("EXCEEDED_TIME_LIMIT: Query exceeded the time limit of 2 s");
        // Then
        assertThat(threads).hasValue(1);
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(threadsOf("endless")).isZero());
    }

    @Test
    void aQueryFailsWhenTheEngineIsKilledAndTheNextOneFindsANewEngine() throws Exception {
        // Given
        run("SELECT 1");
        long before = engine.pid();
        CountDownLatch running = new CountDownLatch(1);
        CompletableFuture<QueryStatistics> query = inBackground(ENDLESS, new Rows() {
            @Override
            public void columns(List<ResultColumn> columns) {
                running.countDown();
            }
        });
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
        // When
        ProcessHandle.of(before).orElseThrow().destroyForcibly();
        // Then
        assertThatThrownBy(() -> query.get(30, TimeUnit.SECONDS))
                .cause()
                .cause()
                .isInstanceOfSatisfying(
                        StatementFailed.class,
                        failed -> assertThat(failed.failure().kind()).isEqualTo(QueryFailure.Kind.SYSTEM))
                .hasMessageStartingWith("ENGINE_DIED: The query engine ended while the query ran (exit code 137)");
        assertThat(run("SELECT count(*) AS n FROM activity").lines()).containsExactly("n bigint", "8");
        assertThat(engine.pid()).isNotEqualTo(before);
    }

    @Test
    void aQueryThatNeedsTooMuchMemoryFailsAndTheEngineLives() throws Exception {
        // Given
        run("SELECT 1");
        long before = engine.pid();
        // When
        assertThatThrownBy(
                        () -> run(
                                "SELECT cardinality(array_agg(x || cast(y AS varchar))) FROM (SELECT rpad('x', 1000, 'y')"
                                        + " AS x) CROSS JOIN UNNEST(sequence(1, 10000)) t(y) CROSS JOIN UNNEST(sequence(1, 1000)) u(z)"))
                .isInstanceOf(StatementFailed.class)
                .hasMessageStartingWith("EXCEEDED_LOCAL_MEMORY_LIMIT: ");
        // Then
        assertThat(run("SELECT 1 AS one").lines()).containsExactly("one integer", "1");
        assertThat(engine.pid()).isEqualTo(before);
    }

    @Test
    void aQueryThatTakesTheWholeHeapAtOnceFailsSayingSoAndTheNextOneFindsANewEngine() throws Exception {
        // When
        assertThatThrownBy(() ->
                        run("SELECT cardinality(flatten(transform(sequence(1, 10000), x -> sequence(1, 10000)))) AS n"))
                .isInstanceOf(StatementFailed.class)
                .hasMessageStartingWith("ENGINE_DIED: ")
                .hasMessageContaining("it ran out of memory");
        // Then
        assertThat(run("SELECT 1 AS one").lines()).containsExactly("one integer", "1");
    }

    @Test
    void theEngineEndsWhenItIsClosed() throws Exception {
        // Given
        QueryEngine closed = newEngine(Files.createTempDirectory(directory, "closed"), lake);
        closed.ready().get(60, TimeUnit.SECONDS);
        ProcessHandle process = ProcessHandle.of(closed.pid()).orElseThrow();
        // When
        closed.close();
        // Then
        assertThat(process.isAlive()).isFalse();
        assertThatThrownBy(() -> closed.run(statement("late", "SELECT 1"), LIMIT, new CollectedResult()))
                .isInstanceOf(StatementFailed.class)
                .hasMessageStartingWith("ENGINE_DIED");
    }

    private static ParentFrame.Run statement(String id, String sql) {
        return new ParentFrame.Run(id, sql, "shop", List.of(), 0, null);
    }

    private CollectedResult run(String sql) throws Exception {
        CollectedResult result = new CollectedResult();
        engine.run(statement("q" + IDS.incrementAndGet(), sql), LIMIT, result);
        return result;
    }

    private CompletableFuture<QueryStatistics> inBackground(String sql, ResultListener listener) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return engine.run(statement("q" + IDS.incrementAndGet(), sql), LIMIT, listener);
                    } catch (StatementFailed | IOException | InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                },
                task -> {
                    Thread thread = new Thread(task);
                    thread.setDaemon(true);
                    thread.start();
                });
    }

    /** Threads of the engine that work on a query, by the name that they have meanwhile. */
    private static long threadsOf(String query) throws IOException {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + engine.pid() + "/task"))) {
            return threads.filter(thread -> name(thread).equals(query)).count();
        }
    }

    private static String name(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).strip();
        } catch (IOException endedMeanwhile) {
            return "";
        }
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A listener that takes everything and keeps nothing. */
    private abstract static class Rows implements ResultListener {
        @Override
        public void columns(List<ResultColumn> columns) throws IOException {}

        @Override
        public void rows(List<List<String>> rows) throws IOException {}
    }
}
