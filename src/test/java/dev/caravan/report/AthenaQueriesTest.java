package dev.caravan.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.QueryResult.Column;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.AthenaException;
import software.amazon.awssdk.services.athena.model.GetQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.GetQueryResultsRequest;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionResponse;

/** On Athena's engine; no table is needed. */
@Timeout(120)
class AthenaQueriesTest {

    private static final Pattern ID = Pattern.compile("Query (\\S+) ");
    private static final String LONG = """
        SELECT count(*) FROM UNNEST(sequence(1, 10000)) AS a(i) CROSS JOIN UNNEST(sequence(1, 10000)) AS b(j)
        CROSS JOIN UNNEST(sequence(1, 10000)) AS c(k) WHERE (i * j * k) % 7 = 3\
        """;
    private static final Calls CALLS = new Calls();

    private static AthenaClient client;
    private static String database;
    private static String output;

    @BeforeAll
    static void connect() {
        database = SharedServices.uniqueName("database").replace('-', '_');
        SharedServices.glueClient().createDatabase(create -> create.databaseInput(input -> input.name(database)));
        output = "s3://" + SharedServices.createBucket() + "/";
        client = AthenaClient.builder()
                .endpointOverride(SharedServices.athena().endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.addExecutionInterceptor(CALLS))
                .build();
    }

    @AfterAll
    static void disconnect() {
        client.close();
    }

    @Test
    void rowsStreamPageByPageAndTheHeaderIsSkippedOnce() {
        // Given
        int before = CALLS.count.get();

        // When
        QueryResult result = queries(Duration.ofSeconds(60))
                .run("SELECT n, if(n % 2 = 0, 'even') AS parity FROM UNNEST(sequence(1, 2500)) AS t(n) ORDER BY n");
        List<List<String>> rows = new ArrayList<>();
        rows.add(result.rows().next());
        int callsForTheFirstRow = CALLS.count.get() - before;
        result.rows().forEachRemaining(rows::add);
        int calls = CALLS.count.get() - before;

        // Then
        assertThat(result.columns()).extracting(Column::name).containsExactly("n", "parity");
        assertThat(result.columns().get(0).isNumber()).isTrue();
        assertThat(rows).hasSize(2_500);
        assertThat(rows.get(0)).containsExactly("1", null);
        assertThat(rows.get(999)).containsExactly("1000", "even");
        assertThat(rows.get(2_499)).containsExactly("2500", "even");
        assertThat(callsForTheFirstRow).isEqualTo(1);
        assertThat(calls).isEqualTo(3);
    }

    @Test
    void rowsThatLookLikeTheHeaderAreRows() {
        // When
        QueryResult result = queries(Duration.ofSeconds(60)).run("SELECT n FROM (VALUES 'n', 'n') AS t(n)");

        // Then
        assertThat(result.rows()).toIterable().containsExactly(List.of("n"), List.of("n"));
    }

    @Test
    void statementsWithoutAHeaderLoseNoRow() {
        // When
        QueryResult result = queries(Duration.ofSeconds(60)).run("SHOW DATABASES LIKE '" + database + "'");

        // Then
        assertThat(result.rows()).toIterable().containsExactly(List.of(database));
    }

    @Test
    void questionMarksStandForTheParametersInTheirOrder() {
        // When
        Answer answer = queries(Duration.ofSeconds(60))
                .ask(
                        new Question("SELECT ? AS a, ? AS b", List.of("'it''s ?'", "7"), Optional.empty()),
                        new Abandonment());

        // Then
        assertThat(answer.result().rows()).toIterable().containsExactly(List.of("it's ?", "7"));
        assertThat(answer.scannedBytes()).isZero();
    }

    @Test
    void aSecondStartWithTheSameTokenIsTheSameQuery() {
        // Given
        Question question = new Question("SELECT ? AS a", List.of("1"), Optional.of("token-of-a-report-".repeat(3)));

        // When
        QueryResult first =
                queries(Duration.ofSeconds(60)).ask(question, new Abandonment()).result();
        QueryResult second =
                queries(Duration.ofSeconds(60)).ask(question, new Abandonment()).result();

        // Then
        assertThat(second.executionId()).isEqualTo(first.executionId());
        assertThat(second.rows()).toIterable().containsExactly(List.of("1"));
    }

    @Test
    void aQueryWithATokenGoesOnWhenItsWaitIsAbandoned() throws Exception {
        // Given
        CALLS.lastQuery.set(null);
        Question question = new Question(LONG, List.of(), Optional.of("token-of-a-long-report-".repeat(3)));
        Abandonment stopped = new Abandonment();
        FutureTask<Answer> task =
                new FutureTask<>(() -> queries(Duration.ofSeconds(60)).ask(question, stopped));
        Thread asking = new Thread(task);
        asking.start();
        Awaitility.await().until(() -> CALLS.lastQuery.get() != null);

        // When
        stopped.abandon();

        // Then
        assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS)).hasCauseInstanceOf(AbandonedException.class);
        String query = CALLS.lastQuery.get();
        assertThat(client.getQueryExecution(get -> get.queryExecutionId(query))
                        .queryExecution()
                        .status()
                        .state())
                .isIn(QueryExecutionState.QUEUED, QueryExecutionState.RUNNING);
        client.stopQueryExecution(stop -> stop.queryExecutionId(query));
    }

    @Test
    void aFailedQueryIsAnErrorWithAthenasReason() {
        assertThatThrownBy(() -> queries(Duration.ofSeconds(60)).run("SELECT * FROM nowhere"))
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("FAILED: ")
                .hasMessageContaining("nowhere")
                .hasMessageContaining("does not exist");
    }

    @Test
    void aQueryThatTakesTooLongIsCancelled() {
        // When
        Throwable failure = catchThrowable(() -> queries(Duration.ofSeconds(1)).run(LONG));

        // Then
        assertThat(failure)
                .isInstanceOf(QueryFailedException.class)
                .hasMessageContaining("was cancelled")
                .hasMessageContaining("athena.query-timeout");
        Matcher id = ID.matcher(failure.getMessage());
        assertThat(id.find()).isTrue();
        awaitCancelled(id.group(1));
    }

    @Test
    void aQueryThatSomebodyElseStopsIsAnErrorInWords() {
        // Given
        CALLS.lastQuery.set(null);
        CompletableFuture<QueryResult> asking = CompletableFuture.supplyAsync(
                () -> queries(Duration.ofSeconds(60)).run(LONG));
        Awaitility.await().until(() -> CALLS.lastQuery.get() != null);

        // When
        client.stopQueryExecution(stop -> stop.queryExecutionId(CALLS.lastQuery.get()));

        // Then
        assertThat(asking)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(QueryFailedException.class)
                .withMessageContaining(" CANCELLED: ")
                .withMessageNotContaining("null");
    }

    @Test
    void aThrottleWhileTheQueryRunsDoesNotEndTheWait() {
        // Given
        CALLS.fail(GetQueryExecutionRequest.class, "ThrottlingException", 0, 2);

        // When
        QueryResult result = queries(Duration.ofSeconds(60)).run("SELECT 1 AS one");

        // Then
        assertThat(result.rows()).toIterable().containsExactly(List.of("1"));
    }

    @Test
    void aQueryWhoseWaitFailsIsCancelled() {
        // Given
        CALLS.fail(GetQueryExecutionRequest.class, "AccessDeniedException", 0, 1);

        // When
        Throwable failure = catchThrowable(() -> queries(Duration.ofSeconds(60)).run(LONG));

        // Then
        assertThat(failure).isInstanceOf(PermanentException.class).hasMessageContaining("AccessDeniedException");
        awaitCancelled(CALLS.lastQuery.get());
    }

    @Test
    void anInterruptedQueryIsCancelledAndTheThreadStaysInterrupted() throws Exception {
        // Given
        CALLS.lastQuery.set(null);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            assertThatThrownBy(() -> queries(Duration.ofSeconds(60)).run(LONG)).isInstanceOf(AbandonedException.class);
            return Thread.currentThread().isInterrupted();
        });
        Thread asking = new Thread(task);
        asking.start();
        Awaitility.await().until(() -> CALLS.lastQuery.get() != null);

        // When
        asking.interrupt();

        // Then
        assertThat(task.get(20, TimeUnit.SECONDS)).isTrue();
        awaitCancelled(CALLS.lastQuery.get());
    }

    @Test
    void aLaterPageThatFailsIsClassified() {
        // Given: the first page is read, the second is throttled
        CALLS.fail(GetQueryResultsRequest.class, "ThrottlingException", 1, 1);
        QueryResult result =
                queries(Duration.ofSeconds(60)).run("SELECT n FROM UNNEST(sequence(1, 1500)) AS t(n) ORDER BY n");

        // Then
        assertThatThrownBy(() -> result.rows().forEachRemaining(row -> {}))
                .isInstanceOf(RetryableException.class)
                .hasMessageContaining("GetQueryResults");
    }

    private static void awaitCancelled(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> client.getQueryExecution(request -> request.queryExecutionId(id))
                                .queryExecution()
                                .status()
                                .state(),
                        QueryExecutionState.CANCELLED::equals);
    }

    private static AthenaQueries queries(Duration timeout) {
        return new AthenaQueries(client, new AthenaSettings(database, "primary", Optional.of(output), timeout));
    }

    /** Counts calls of GetQueryResults, knows the last query, and plants failures. */
    private static final class Calls implements ExecutionInterceptor {

        private final AtomicInteger count = new AtomicInteger();
        private final AtomicReference<String> lastQuery = new AtomicReference<>();
        private final Queue<Optional<String>> plan = new ConcurrentLinkedQueue<>();
        private volatile Class<?> failing = Void.class;

        /** Lets so many of the named calls through, then fails so many with the error code. */
        void fail(Class<?> request, String errorCode, int passing, int failures) {
            plan.clear();
            plan.addAll(Collections.nCopies(passing, Optional.empty()));
            plan.addAll(Collections.nCopies(failures, Optional.of(errorCode)));
            failing = request;
        }

        @Override
        public void afterExecution(Context.AfterExecution call, ExecutionAttributes attributes) {
            if (call.response() instanceof StartQueryExecutionResponse started) {
                lastQuery.set(started.queryExecutionId());
            }
        }

        @Override
        public void beforeExecution(Context.BeforeExecution call, ExecutionAttributes attributes) {
            if (call.request() instanceof GetQueryResultsRequest) {
                count.incrementAndGet();
            }
            Optional<String> planned = failing.isInstance(call.request()) ? plan.poll() : null;
            if (planned != null && planned.isPresent()) {
                throw AthenaException.builder()
                        .statusCode(400)
                        .awsErrorDetails(AwsErrorDetails.builder()
                                .errorCode(planned.get())
                                .errorMessage("planted")
                                .build())
                        .build();
            }
        }
    }
}
