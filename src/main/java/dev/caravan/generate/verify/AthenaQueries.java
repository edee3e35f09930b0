package dev.caravan.generate.verify;

import dev.caravan.generate.verify.VerifyTargets.AthenaAccess;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.athena.model.Datum;
import software.amazon.awssdk.services.athena.model.GetQueryResultsResponse;
import software.amazon.awssdk.services.athena.model.QueryExecution;
import software.amazon.awssdk.services.athena.model.QueryExecutionState;
import software.amazon.awssdk.services.athena.model.Row;
import software.amazon.awssdk.services.athena.model.StartQueryExecutionRequest;

/** Runs Athena queries to their end; what FAILED or was CANCELLED is an error with Athena's reason. */
final class AthenaQueries {
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z_][a-z0-9_]*");
    private static final Duration FIRST_POLL = Duration.ofMillis(50);
    private static final Duration MAX_POLL = Duration.ofSeconds(1);

    private final AthenaClient client;
    private final AthenaAccess access;

    AthenaQueries(AthenaClient client, AthenaAccess access) {
        this.client = client;
        this.access = access;
    }

    /** The first row. */
    List<String> row(String sql) {
        Rows rows = new Rows();
        forEachRow(sql, rows);
        if (rows.first == null) {
            throw new VerificationException("Athena answered without a row: " + sql);
        }
        return rows.first;
    }

    /** The first column of the first row. */
    long number(String sql) {
        return Long.parseLong(row(sql).get(0));
    }

    /** Every row of every page, header not included; a NULL is null. */
    void forEachRow(String sql, Consumer<List<String>> consumer) {
        String id = start(sql);
        await(id, sql);
        boolean header = true;
        for (GetQueryResultsResponse page : client.getQueryResultsPaginator(get -> get.queryExecutionId(id))) {
            for (Row row : page.resultSet().rows()) {
                if (!header) {
                    consumer.accept(row.data().stream().map(Datum::varCharValue).toList());
                }
                header = false;
            }
        }
    }

    /** A table or column name as it must be written in a query. */
    static String name(String name) {
        return PLAIN_NAME.matcher(name).matches() ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private String start(String sql) {
        StartQueryExecutionRequest.Builder request = StartQueryExecutionRequest.builder()
                .queryString(sql)
                .workGroup(access.workGroup())
                .queryExecutionContext(context -> context.database(access.database()));
        access.outputLocation()
                .ifPresent(location -> request.resultConfiguration(result -> result.outputLocation(location)));
        return client.startQueryExecution(request.build()).queryExecutionId();
    }

    private void await(String id, String sql) {
        long deadline = System.nanoTime() + access.timeout().toNanos();
        long pause = FIRST_POLL.toNanos();
        while (true) {
            QueryExecution execution =
                    client.getQueryExecution(get -> get.queryExecutionId(id)).queryExecution();
            QueryExecutionState state = execution.status().state();
            if (state == QueryExecutionState.SUCCEEDED) {
                return;
            }
            if (state == QueryExecutionState.FAILED || state == QueryExecutionState.CANCELLED) {
                throw new VerificationException("Athena query " + id + " is " + state + ": "
                        + execution.status().stateChangeReason() + ": " + sql);
            }
            if (System.nanoTime() > deadline) {
                client.stopQueryExecution(stop -> stop.queryExecutionId(id));
                throw new VerificationException("Athena query " + id + " was stopped after "
                        + access.timeout().toSeconds() + " s: " + sql);
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                client.stopQueryExecution(stop -> stop.queryExecutionId(id));
                throw new VerificationException("interrupted while waiting for Athena: " + sql, interrupted);
            }
            pause = Math.min(pause * 2, MAX_POLL.toNanos());
        }
    }

    private static final class Rows implements Consumer<List<String>> {
        private List<String> first;

        @Override
        public void accept(List<String> row) {
            first = first == null ? row : first;
        }
    }
}
