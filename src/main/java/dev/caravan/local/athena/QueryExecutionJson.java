package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.execution.QueryExecution;
import dev.caravan.local.child.trino.wire.QueryFailure;
import java.time.Instant;

/** A query execution in the shape of Athena's API. */
final class QueryExecutionJson {
    static final String ENGINE_VERSION = "Athena engine version 3";

    private QueryExecutionJson() {}

    static ObjectNode of(QueryExecution execution, Instant now) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("QueryExecutionId", execution.id())
                .put("Query", execution.request().sql())
                .put("StatementType", execution.type().name())
                .put("WorkGroup", execution.request().workGroup());
        json.putObject("ResultConfiguration")
                .put("OutputLocation", execution.result().toString());
        json.putObject("ResultReuseConfiguration")
                .putObject("ResultReuseByAgeConfiguration")
                .put("Enabled", false);
        ObjectNode context = json.putObject("QueryExecutionContext");
        if (execution.request().database() != null) {
            context.put("Database", execution.request().database());
        }
        if (execution.request().catalog() != null) {
            context.put("Catalog", execution.request().catalog());
        }
        if (!execution.request().parameters().isEmpty()) {
            ArrayNode parameters = json.putArray("ExecutionParameters");
            execution.request().parameters().forEach(parameters::add);
        }
        json.set("EngineVersion", engineVersion());
        json.set("Status", status(execution));
        json.set("Statistics", statistics(execution, now));
        return json;
    }

    static ObjectNode engineVersion() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("SelectedEngineVersion", ENGINE_VERSION)
                .put("EffectiveEngineVersion", ENGINE_VERSION);
    }

    private static ObjectNode status(QueryExecution execution) {
        ObjectNode status = JsonNodeFactory.instance
                .objectNode()
                .put("State", execution.state().name());
        execution.reason().ifPresent(reason -> status.put("StateChangeReason", reason));
        status.putPOJO("SubmissionDateTime", execution.submitted());
        if (execution.completed() != null) {
            status.putPOJO("CompletionDateTime", execution.completed());
        }
        execution.failureKind().ifPresent(kind -> status.putObject("AthenaError")
                .put("ErrorCategory", category(kind))
                .put("Retryable", kind != QueryFailure.Kind.USER)
                .put("ErrorMessage", execution.reason().orElse("")));
        return status;
    }

    /** Athena's numbers: 1 is the system, 2 the user, 3 other. */
    private static int category(QueryFailure.Kind kind) {
        return switch (kind) {
            case SYSTEM -> 1;
            case USER -> 2;
            case RESOURCES -> 3;
        };
    }

    private static ObjectNode statistics(QueryExecution execution, Instant now) {
        long total = execution.totalTime(now).toMillis();
        long queued = execution.queueTime(now).toMillis();
        long planning = execution.statistics().planningMillis();
        long running = planning + execution.statistics().executionMillis();
        ObjectNode statistics = JsonNodeFactory.instance
                .objectNode()
                .put("DataScannedInBytes", execution.statistics().scannedBytes())
                .put("EngineExecutionTimeInMillis", running)
                .put("QueryPlanningTimeInMillis", planning)
                .put("QueryQueueTimeInMillis", queued)
                .put("ServicePreProcessingTimeInMillis", 0)
                .put("ServiceProcessingTimeInMillis", Math.max(0, total - queued - running))
                .put("TotalExecutionTimeInMillis", total);
        statistics.putObject("ResultReuseInformation").put("ReusedPreviousResult", false);
        return statistics;
    }
}
