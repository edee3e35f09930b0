package dev.caravan.local.athena.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.child.trino.wire.ParentFrame;
import dev.caravan.local.process.LocalDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Typical queries of analysts, each with the result that Athena gives. */
class QueriesTest {
    private static final Instant NOW = Instant.parse("2025-01-20T10:20:30.456Z");

    @TempDir
    private static Path directory;

    private static QueryEngine engine;

    @BeforeAll
    static void start() throws IOException {
        LakeFixture lake = new LakeFixture(directory.resolve("buckets"));
        engine = QueryEngine.start(
                LocalDirectory.find(), directory.resolve("buckets"), lake.catalog(), directory.resolve("log"));
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @TestFactory
    Stream<DynamicTest> eachQueryGivesWhatAthenaGives() throws IOException {
        return QueryCase.read("/athena/queries.txt").stream()
                .map(query -> DynamicTest.dynamicTest(query.name(), () -> check(query)));
    }

    private static void check(QueryCase query) throws Exception {
        CollectedResult result = new CollectedResult();
        if (!query.failure().isEmpty()) {
            assertThatThrownBy(() -> run(query, result))
                    .isInstanceOf(StatementFailed.class)
                    .hasMessage(query.failure());
            return;
        }
        run(query, result);
        if (query.isOrdered()) {
            assertThat(result.lines()).containsExactlyElementsOf(query.result());
        } else {
            assertThat(result.lines()).containsExactlyInAnyOrderElementsOf(query.result());
        }
    }

    private static void run(QueryCase query, CollectedResult result) throws Exception {
        engine.run(
                new ParentFrame.Run(query.name(), query.sql(), "shop", query.parameters(), NOW.toEpochMilli(), null),
                Duration.ofMinutes(2),
                result);
    }
}
