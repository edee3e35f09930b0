package dev.caravan.cli;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import dev.caravan.testing.TestClassPath;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;

/** {@code query} in a process of its own: signals, and an output that fails. */
@Timeout(120)
class QueryProcessTest {

    @TempDir
    private Path directory;

    @Test
    void ctrlCCancelsTheQuery() throws Exception {
        // Given: a query of minutes
        String mark = SharedServices.uniqueName("query");
        Process process = query(
                directory.resolve("output"),
                "SELECT '" + mark + "', count(*) FROM UNNEST(sequence(1, 10000)) AS a(i)"
                        + " CROSS JOIN UNNEST(sequence(1, 10000)) AS b(j) CROSS JOIN UNNEST(sequence(1, 10000)) AS c(k)"
                        + " WHERE (i * j * k) % 7 = 3");
        try {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> states(mark), List.of(QueryExecutionState.RUNNING)::equals);

            // When
            process.destroy();

            // Then
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(1);
            Awaitility.await().until(() -> states(mark), List.of(QueryExecutionState.CANCELLED)::equals);
            assertThat(directory.resolve("errors")).hasContent("query: cancelling it on Athena");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void anAnswerThatCannotBeWrittenIsAFailure() throws Exception {
        // Given: a file system without room
        Process process = query(Path.of("/dev/full"), "SELECT 1");

        // Then
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(directory.resolve("errors")).strip())
                    .hasLineCount(1)
                    .startsWith("query failed: The answer could not be written to the end");
            assertThat(process.exitValue()).isEqualTo(1);
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void theAnswerIsUtf8InALocaleWithoutLetters() throws Exception {
        // Given
        Path output = directory.resolve("output");
        Process process = query(output, "SELECT chr(235) AS name", "LC_ALL", "POSIX");

        // Then
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(Files.readString(output, StandardCharsets.UTF_8)).contains("\u00eb");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void aStatementThatTheLocaleCannotReadIsRefused() throws Exception {
        // Given: the letters reach the process as question marks
        Process process = query(directory.resolve("output"), "SELECT 'Zo\u00eb'", "LC_ALL", "POSIX");

        // Then
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(2);
            assertThat(Files.readString(directory.resolve("errors")).strip())
                    .hasLineCount(1)
                    .contains("set LC_ALL=C.UTF-8");
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private Process query(Path output, String sql, String... environment) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        TestClassPath.entries().stream().map(Path::toString).collect(joining(File.pathSeparator)),
                        Main.class.getName(),
                        "query",
                        sql,
                        "--set",
                        "athena.output=s3://" + SharedServices.createBucket() + "/",
                        "--set",
                        "aws.region=" + SharedServices.REGION.id(),
                        "--set",
                        "aws.endpoint.athena=" + SharedServices.athena().endpoint())
                .redirectOutput(output.toFile())
                .redirectError(directory.resolve("errors").toFile());
        builder.environment().put("AWS_ACCESS_KEY_ID", SharedServices.CREDENTIALS.accessKeyId());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", SharedServices.CREDENTIALS.secretAccessKey());
        for (int i = 0; i < environment.length; i += 2) {
            builder.environment().put(environment[i], environment[i + 1]);
        }
        return builder.start();
    }

    private static List<QueryExecutionState> states(String mark) {
        AthenaClient athena = SharedServices.athenaClient();
        return athena.listQueryExecutionsPaginator().stream()
                .flatMap(page -> page.queryExecutionIds().stream())
                .map(id -> athena.getQueryExecution(get -> get.queryExecutionId(id))
                        .queryExecution())
                .filter(execution -> execution.query().contains(mark))
                .map(QueryProcessTest::state)
                .toList();
    }

    private static QueryExecutionState state(QueryExecution execution) {
        return execution.status().state();
    }
}
