package dev.caravan.local.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.athena.model.BatchGetQueryExecutionResponse;
import software.amazon.awssdk.services.athena.model.ColumnInfo;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.InvalidRequestException;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StatementType;

class LocalAthenaTest {
    private static final String ENDLESS =
            "SELECT count(*) FROM UNNEST(sequence(1, 10000)) a(x), UNNEST(sequence(1, 10000)) b(y),"
                    + " UNNEST(sequence(1, 10000)) c(z) WHERE x + y = z";

    @TempDir
    private static Path directory;

    private static AthenaFixture fixture;

    @BeforeAll
    static void start() throws IOException {
        fixture = new AthenaFixture(directory);
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @Test
    void aQueryGivesRowsTypesStatisticsAndAnObject() {
        // Given
        String sql = "SELECT array_item.action, count(array_item.action) AS count FROM user_activity_processed"
                + " CROSS JOIN UNNEST(array) AS t(array_item) GROUP BY array_item.action ORDER BY 1";
        // When
        String id = fixture.run(sql);
        // Then
        GetQueryResultsResponse results = fixture.athena.getQueryResults(request -> request.queryExecutionId(id));
        assertThat(results.resultSet().rows().stream().map(AthenaFixture::values))
                .containsExactly(List.of("action", "count"), List.of("click", "2"), List.of("login", "1"));
        assertThat(results.nextToken()).isNull();
        ColumnInfo count = results.resultSet().resultSetMetadata().columnInfo().get(1);
        assertThat(count.name()).isEqualTo("count");
        assertThat(count.type()).isEqualTo("bigint");
        assertThat(count.precision()).isEqualTo(19);
        QueryExecution execution = fixture.execution(id);
        assertThat(execution.statementType()).isEqualTo(StatementType.DML);
        assertThat(execution.statistics().dataScannedInBytes()).isPositive();
        assertThat(execution.status().completionDateTime())
                .isAfterOrEqualTo(execution.status().submissionDateTime());
        assertThat(execution.resultConfiguration().outputLocation()).isEqualTo("s3://results/run/" + id + ".csv");
        assertThat(object("run/" + id + ".csv")).isEqualTo("\"action\",\"count\"\n\"click\",\"2\"\n\"login\",\"1\"\n");
        assertThat(object("run/" + id + ".csv.metadata")).contains("bigint");
    }

    @Test
    void aPageHasAThousandRowsAndTheHeaderIsTheFirstOfThem() {
        // Given
        String id = fixture.run("SELECT x FROM UNNEST(sequence(1, 2500)) AS t(x) ORDER BY x");
        // When
        List<GetQueryResultsResponse> pages =
                fixture.athena.getQueryResultsPaginator(request -> request.queryExecutionId(id)).stream()
                        .toList();
        // Then
        assertThat(pages.stream().map(page -> page.resultSet().rows().size())).containsExactly(1000, 1000, 501);
        assertThat(AthenaFixture.values(pages.get(0).resultSet().rows().get(0))).containsExactly("x");
        assertThat(AthenaFixture.values(pages.get(1).resultSet().rows().get(0))).containsExactly("1000");
        assertThat(AthenaFixture.values(pages.get(2).resultSet().rows().get(500)))
                .containsExactly("2500");
    }

    @Test
    void nullIsAbsentAndTextsKeepQuotesCommasAndLineEnds() {
        // When
        List<List<String>> rows = fixture.rows("SELECT NULL AS a, '' AS b, 'say \"x\", y' AS c, U&'l\\000Aé' AS d");
        // Then
        assertThat(rows).containsExactly(List.of("a", "b", "c", "d"), Arrays.asList(null, "", "say \"x\", y", "l\né"));
    }

    @Test
    void parametersFillQuestionMarks() {
        // When
        String id = fixture.start(
                "SELECT count(*) AS n FROM activity WHERE action = ? AND amount < ?",
                request -> request.executionParameters("'click'", "1.5"));
        // Then
        assertThat(fixture.ended(id).executionParameters()).containsExactly("'click'", "1.5");
        assertThat(AthenaFixture.values(fixture.athena
                        .getQueryResults(request -> request.queryExecutionId(id))
                        .resultSet()
                        .rows()
                        .get(1)))
                .containsExactly("1");
    }

    @Test
    void aQueryThatFailsSaysWhyAndWhoseFaultItIs() {
        // When
        String id = fixture.start("SELECT nope FROM activity", request -> {});
        QueryExecution failed = fixture.ended(id);
        // Then
        assertThat(failed.status().state()).isEqualTo(QueryExecutionState.FAILED);
        assertThat(failed.status().stateChangeReason())
                .isEqualTo("COLUMN_NOT_FOUND: line 1:8: Column 'nope' cannot be resolved");
        assertThat(failed.status().athenaError().errorCategory()).isEqualTo(2);
        assertThatThrownBy(() -> fixture.athena.getQueryResults(request -> request.queryExecutionId(id)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Query did not finish successfully. Final query state: FAILED");
    }

    @Test
    void aQueryThatIsStoppedIsCancelledAndStaysSo() {
        // Given
        String id = fixture.start(ENDLESS, request -> {});
        // When
        fixture.athena.stopQueryExecution(request -> request.queryExecutionId(id));
        fixture.athena.stopQueryExecution(request -> request.queryExecutionId(id));
        // Then
        assertThat(fixture.execution(id).status().state()).isEqualTo(QueryExecutionState.CANCELLED);
        assertThat(fixture.execution(id).status().stateChangeReason()).isEqualTo("Query cancelled by user");
        assertThat(fixture.rows("SELECT 1 AS one")).containsExactly(List.of("one"), List.of("1"));
    }

    @Test
    void aRequestWithTheTokenOfAnotherStartsNothing() {
        // Given
        String token = UUID.randomUUID().toString();
        String first = fixture.start("SELECT 1", request -> request.clientRequestToken(token));
        // When
        String second = fixture.start("SELECT 1", request -> request.clientRequestToken(token));
        // Then
        assertThat(second).isEqualTo(first);
        assertThatThrownBy(() -> fixture.start("SELECT 2", request -> request.clientRequestToken(token)))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Idempotent parameters do not match");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "SELECT 1 FROM|line 1:14: mismatched input '<EOF>'",
                "SELEC 1|line 1:1: mismatched input 'SELEC'",
                "UNLOAD (SELECT 1) TO 's3://results/x/' WITH (format = 'JSON')|not supported here: UNLOAD",
                "CREATE TABLE copy AS SELECT 1 AS one|not supported here: CREATE TABLE without EXTERNAL",
                "INSERT INTO activity SELECT * FROM activity|not supported here: INSERT",
                "/* comment */ DELETE FROM activity|not supported here: DELETE",
                "CREATE OR REPLACE VIEW v AS SELECT 1|not supported here: CREATE OR",
                "PREPARE p FROM SELECT 1|not supported here: PREPARE",
                "EXECUTE p|not supported here: EXECUTE",
                "SHOW FUNCTIONS|not supported here: SHOW FUNCTIONS",
                "EXPLAIN SELECT 1|not supported here: EXPLAIN",
                "ALTER TABLE activity ADD COLUMNS (x int)|not supported here: ALTER TABLE ADD COLUMNS",
                "CREATE EXTERNAL TABLE t (a int) LOCATION|ParseException line 1:41 found the end, expected a text in quotes",
                "CREATE EXTERNAL TABLE t (a int) STORED AS ORC LOCATION 's3://lake/t/'|not supported here: CREATE EXTERNAL TABLE STORED AS ORC",
                "CREATE EXTERNAL TABLE t (a int, A string) LOCATION 's3://lake/t/'|names more than once",
                "TABLE activity; SELECT 1|line 1:15: mismatched input ';'",
                "``|QueryString must have"
            })
    void whatIsNotSupportedIsRefused(String sql, String reason) {
        assertThatThrownBy(() -> fixture.start(sql, request -> {}))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void whatIsNotThereIsRefused() {
        String unknown = UUID.randomUUID().toString();
        assertThatThrownBy(() -> fixture.execution(unknown))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("QueryExecution " + unknown + " was not found");
        assertThatThrownBy(() -> fixture.start("SELECT 1", request -> request.workGroup("none")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("WorkGroup none is not found");
        assertThatThrownBy(() -> fixture.start(
                        "SELECT 1",
                        request -> request.resultConfiguration(result -> result.outputLocation("s3://no-bucket/"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Unable to verify/create output bucket no-bucket");
        assertThatThrownBy(() -> fixture.athena.startQueryExecution(request -> request.queryString("SELECT 1")))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("No output location provided");
        assertThatThrownBy(() -> fixture.start(
                        "SELECT 1", request -> request.queryExecutionContext(context -> context.catalog("other"))))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("Catalog other is not found");
    }

    @Test
    void executionsAreListedNewestFirstAndGotTogether() {
        // Given
        String first = fixture.run("SELECT 1");
        String second = fixture.run("SELECT 2");
        // When
        List<String> listed = fixture.athena
                .listQueryExecutions(request -> request.maxResults(2))
                .queryExecutionIds();
        BatchGetQueryExecutionResponse batch =
                fixture.athena.batchGetQueryExecution(request -> request.queryExecutionIds(first, "unknown"));
        // Then
        assertThat(listed).containsExactly(second, first);
        assertThat(batch.queryExecutions()).extracting(QueryExecution::query).containsExactly("SELECT 1");
        assertThat(batch.unprocessedQueryExecutionIds()).hasSize(1);
    }

    @Test
    void noSpoolFileStays() throws IOException {
        // When
        fixture.run("SELECT 1");
        // Then
        try (Stream<Path> files = Files.list(directory.resolve("athena/spool"))) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }

    private static String object(String key) {
        return fixture.s3
                .getObjectAsBytes(request -> request.bucket("results").key(key))
                .asUtf8String();
    }
}
