package dev.caravan.local.athena.execution;

import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.child.trino.wire.QueryFailure;
import dev.caravan.local.child.trino.wire.QueryStatistics;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * One query execution at a moment.
 *
 * @param result of the object with the result
 * @param reason of the state, if there is more to say
 * @param failureKind whose fault it is; only for FAILED
 * @param started when it left the queue; null while it has not
 * @param completed when it reached a final state; null while it has not
 * @param shape of the result; only for SUCCEEDED
 */
public record QueryExecution(
        String id,
        QueryRequest request,
        StatementType type,
        S3Location result,
        QueryState state,
        Optional<String> reason,
        Optional<QueryFailure.Kind> failureKind,
        Instant submitted,
        Instant started,
        Instant completed,
        QueryStatistics statistics,
        Optional<ResultShape> shape) {
    static QueryExecution queued(
            String id, QueryRequest request, StatementType type, ResultShape.Format format, Instant now) {
        return new QueryExecution(
                id,
                request,
                type,
                request.resultLocation().resolve(id + format.ending()),
                QueryState.QUEUED,
                Optional.empty(),
                Optional.empty(),
                now,
                null,
                null,
                QueryStatistics.NONE,
                Optional.empty());
    }

    QueryExecution running(Instant now) {
        return in(QueryState.RUNNING, Optional.empty(), Optional.empty(), now, null, statistics, Optional.empty());
    }

    QueryExecution succeeded(QueryStatistics cost, ResultShape written, Instant now) {
        return in(QueryState.SUCCEEDED, Optional.empty(), Optional.empty(), started, now, cost, Optional.of(written));
    }

    QueryExecution failed(String why, QueryFailure.Kind kind, Instant now) {
        return in(QueryState.FAILED, Optional.of(why), Optional.of(kind), started, now, statistics, Optional.empty());
    }

    QueryExecution cancelled(String why, Instant now) {
        return in(QueryState.CANCELLED, Optional.of(why), Optional.empty(), started, now, statistics, Optional.empty());
    }

    private QueryExecution in(
            QueryState newState,
            Optional<String> newReason,
            Optional<QueryFailure.Kind> newKind,
            Instant newStarted,
            Instant newCompleted,
            QueryStatistics newStatistics,
            Optional<ResultShape> newShape) {
        return new QueryExecution(
                id,
                request,
                type,
                result,
                newState,
                newReason,
                newKind,
                submitted,
                newStarted,
                newCompleted,
                newStatistics,
                newShape);
    }

    /** In the queue, up to now if it is still there. */
    public Duration queueTime(Instant now) {
        return Duration.between(submitted, started != null ? started : completed != null ? completed : now);
    }

    /** From submission to the end, up to now if it has none. */
    public Duration totalTime(Instant now) {
        return Duration.between(submitted, completed == null ? now : completed);
    }
}
