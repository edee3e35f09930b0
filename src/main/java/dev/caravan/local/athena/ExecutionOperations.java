package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.execution.Executions;
import dev.caravan.local.athena.execution.QueryExecution;
import dev.caravan.local.athena.execution.QueryRunner;
import dev.caravan.local.athena.workgroup.WorkGroup;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What became of query executions, and how to stop one. */
final class ExecutionOperations {
    private static final int MAX_IDS = 50;

    private final Executions executions;
    private final QueryRunner runner;
    private final WorkGroups workGroups;
    private final Clock clock;

    ExecutionOperations(Executions executions, QueryRunner runner, WorkGroups workGroups, Clock clock) {
        this.workGroups = workGroups;
        this.executions = executions;
        this.runner = runner;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "GetQueryExecution", this::get,
                "BatchGetQueryExecution", this::batchGet,
                "ListQueryExecutions", this::list,
                "StopQueryExecution", this::stop);
    }

    /** @throws dev.caravan.local.protocol.AwsError InvalidRequestException if there is none of that id */
    static QueryExecution require(Executions executions, AwsInput input) {
        String id = input.text("QueryExecutionId").orElse("");
        return executions
                .find(id)
                .orElseThrow(() -> Refusals.invalidRequest("QueryExecution " + id + " was not found"));
    }

    private ObjectNode get(AwsInput input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        answer.set("QueryExecution", QueryExecutionJson.of(require(executions, input), clock.instant()));
        return answer;
    }

    private ObjectNode batchGet(AwsInput input) {
        List<String> ids = input.texts("QueryExecutionIds");
        if (ids.isEmpty() || ids.size() > MAX_IDS) {
            throw Refusals.invalidRequest("QueryExecutionIds must have 1 to " + MAX_IDS + " ids, not " + ids.size());
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("QueryExecutions");
        ArrayNode missing = answer.putArray("UnprocessedQueryExecutionIds");
        for (String id : ids) {
            Optional<QueryExecution> execution = executions.find(id);
            if (execution.isPresent()) {
                found.add(QueryExecutionJson.of(execution.get(), clock.instant()));
            } else {
                missing.addObject()
                        .put("QueryExecutionId", id)
                        .put("ErrorCode", "INTERNAL_FAILURE")
                        .put("ErrorMessage", "QueryExecution " + id + " was not found");
            }
        }
        return answer;
    }

    private ObjectNode list(AwsInput input) {
        String workGroup = input.text("WorkGroup").orElse(WorkGroup.PRIMARY);
        if (workGroups.find(workGroup).isEmpty()) {
            throw Refusals.invalidRequest("WorkGroup " + workGroup + " is not found.");
        }
        List<String> all = executions.ofWorkGroup(workGroup).stream()
                .map(QueryExecution::id)
                .toList();
        ListPage<String> page = ListPage.of(all, input, MAX_IDS);
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode ids = answer.putArray("QueryExecutionIds");
        page.items().forEach(ids::add);
        page.next().ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private ObjectNode stop(AwsInput input) {
        runner.cancel(require(executions, input).id());
        return JsonNodeFactory.instance.objectNode();
    }
}
