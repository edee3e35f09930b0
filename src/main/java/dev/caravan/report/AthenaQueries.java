package dev.caravan.report;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.QueryResult.Column;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;
import software.amazon.awssdk.services.athena.model.StatementType;

/**
 * Starts queries and waits for their end: a throttle does not end the wait, a failed or cancelled query is an error with
 * Athena's reason, and one that nobody waits for any more is cancelled. Not by Camel's aws2-athena, which knows no execution
 * parameters.
 */
public final class AthenaQueries {

    private static final Logger LOG = LoggerFactory.getLogger(AthenaQueries.class);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(300);

    private final AthenaClient client;
    private final AthenaSettings settings;

    public AthenaQueries(AthenaClient client, AthenaSettings settings) {
        this.client = requireNonNull(client, "client");
        this.settings = requireNonNull(settings, "settings");
    }

    /**
     * Runs one statement and waits for its end.
     *
     * @throws QueryFailedException with Athena's reason
     * @throws AbandonedException if the thread is interrupted meanwhile
     */
    public QueryResult run(String sql) {
        String id = start(Question.of(sql));
        return result(id, await(id, true, new Abandonment()));
    }

    /**
     * The same for who may give up waiting. A query with a token goes on then, since somebody may ask for it again.
     *
     * @throws QueryFailedException with Athena's reason
     * @throws AbandonedException if it is given up, or the thread is interrupted
     */
    public Answer ask(Question question, Abandonment stopped) {
        String id = start(question);
        QueryExecution execution = await(id, question.token().isEmpty(), stopped);
        Long scanned =
                execution.statistics() == null ? null : execution.statistics().dataScannedInBytes();
        return new Answer(result(id, execution), scanned == null ? 0 : scanned);
    }

    private QueryResult result(String id, QueryExecution execution) {
        boolean select = execution.statementType() == StatementType.DML;
        // One walk over the pages: each is fetched when its rows are read, and the first one now, for its columns.
        Iterator<GetQueryResultsResponse> pages = client.getQueryResultsPaginator(
                        request -> request.queryExecutionId(id))
                .iterator();
        GetQueryResultsResponse first = call("GetQueryResults", pages::next);
        List<Column> columns = first.resultSet().resultSetMetadata().columnInfo().stream()
                .map(column -> new Column(column.name(), column.type()))
                .toList();
        // Athena sends the names again as the first row of a SELECT.
        Iterator<List<String>> iterator = Stream.concat(Stream.of(first), following(pages))
                .flatMap(page -> page.resultSet().rows().stream())
                .skip(select ? 1 : 0)
                .map(AthenaQueries::cells)
                .iterator();
        return new QueryResult(id, columns, iterator);
    }

    private static Stream<GetQueryResultsResponse> following(Iterator<GetQueryResultsResponse> pages) {
        return Stream.generate(() -> pages)
                .takeWhile(Iterator::hasNext)
                .map(rest -> call("GetQueryResults", rest::next));
    }

    private String start(Question question) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(question.sql())
                .queryExecutionContext(context -> context.database(settings.database()))
                .workGroup(settings.workGroup());
        settings.output().ifPresent(output -> request.resultConfiguration(result -> result.outputLocation(output)));
        question.token().ifPresent(request::clientRequestToken);
        if (!question.parameters().isEmpty()) {
            request.executionParameters(question.parameters());
        }
        return call("StartQueryExecution", () -> client.startQueryExecution(request.build())
                .queryExecutionId());
    }

    /** @param cancelling whether nobody waits for the query any more when this wait is abandoned */
    private QueryExecution await(String id, boolean cancelling, Abandonment stopped) {
        boolean ended = false;
        try {
            QueryExecution execution = end(id, stopped);
            ended = true;
            if (execution.status().state() != QueryExecutionState.SUCCEEDED) {
                String reason = execution.status().stateChangeReason();
                throw new QueryFailedException(
                        "Query " + id + " " + execution.status().stateAsString() + ": "
                                + (reason == null ? "Athena gives no reason; somebody may have stopped it" : reason));
            }
            return execution;
        } catch (AbandonedException e) {
            ended = !cancelling;
            throw e;
        } finally {
            if (!ended) {
                cancel(id);
            }
        }
    }

    private QueryExecution end(String id, Abandonment stopped) {
        long begin = System.nanoTime();
        while (true) {
            boolean overdue = System.nanoTime() - begin > settings.timeout().toNanos();
            try {
                QueryExecution execution = execution(id);
                QueryExecutionState state = execution.status().state();
                if (state != QueryExecutionState.QUEUED && state != QueryExecutionState.RUNNING) {
                    return execution;
                }
                if (overdue) {
                    throw new QueryFailedException("Query " + id + " was cancelled: it was still " + state + " after "
                            + settings.timeout() + ". Give it more time with athena.query-timeout");
                }
            } catch (RetryableException e) {
                if (overdue) {
                    throw e;
                }
                LOG.debug("Query {}: asking again for its state", id, e);
            }
            stopped.pause(POLL_INTERVAL, "waiting for query " + id);
        }
    }

    /** A query that goes on costs what it scans. What ended the wait is the failure to tell, not this one. */
    private void cancel(String id) {
        boolean interrupted = Thread.interrupted();
        try {
            client.stopQueryExecution(request -> request.queryExecutionId(id));
        } catch (SdkException e) {
            LOG.warn("Query {} could not be cancelled and may still run: {}", id, e.getMessage());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private QueryExecution execution(String id) {
        return call("GetQueryExecution", () -> client.getQueryExecution(request -> request.queryExecutionId(id))
                .queryExecution());
    }

    private static List<String> cells(Row row) {
        return row.data().stream().map(Datum::varCharValue).toList();
    }

    private static <T> T call(String operation, Supplier<T> action) {
        try {
            return action.get();
        } catch (SdkException e) {
            throw AwsFailures.classify(operation, e);
        }
    }
}
