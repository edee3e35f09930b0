package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.execution.Executions;
import dev.caravan.local.athena.execution.QueryExecution;
import dev.caravan.local.athena.result.ResultPage;
import dev.caravan.local.athena.result.ResultShape;
import dev.caravan.local.athena.result.ResultStore;
import dev.caravan.local.child.trino.wire.ResultColumn;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** GetQueryResults: reads the result's object, up to 1,000 rows a page, the first of a query being its header. */
final class ResultOperations {
    private static final int MAX_ROWS = 1_000;

    private final Executions executions;
    private final ResultStore results;

    ResultOperations(Executions executions, ResultStore results) {
        this.executions = executions;
        this.results = results;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("GetQueryResults", this::get);
    }

    private ObjectNode get(AwsInput input) {
        QueryExecution execution = ExecutionOperations.require(executions, input);
        ResultShape shape = execution.shape().orElseThrow(() -> notThere(execution));
        ResultPage page = read(execution, shape, from(execution, input), ListPage.maxResults(input, MAX_ROWS));
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("UpdateCount", 0);
        ObjectNode resultSet = answer.putObject("ResultSet");
        rows(resultSet.putArray("Rows"), page.rows());
        columns(resultSet.putObject("ResultSetMetadata").putArray("ColumnInfo"), shape.columns());
        page.next().ifPresent(next -> answer.put("NextToken", execution.id() + ":" + next));
        return answer;
    }

    private static AwsError notThere(QueryExecution execution) {
        return execution.state().isFinal()
                ? Refusals.invalidRequest("Query did not finish successfully. Final query state: " + execution.state())
                : Refusals.invalidRequest("Query has not yet finished. Current state: " + execution.state());
    }

    /** A token is the execution's id and the place in its object. */
    private static long from(QueryExecution execution, AwsInput input) {
        String token = input.text("NextToken").orElse(execution.id() + ":0");
        String place = token.startsWith(execution.id() + ":")
                ? token.substring(execution.id().length() + 1)
                : "";
        if (!place.matches("\\d{1,15}")) {
            throw Refusals.invalidRequest("Invalid NextToken for QueryExecution " + execution.id());
        }
        return Long.parseLong(place);
    }

    private ResultPage read(QueryExecution execution, ResultShape shape, long from, int max) {
        try {
            return results.read(execution.result(), shape.format(), from, max);
        } catch (S3Exception | IOException e) {
            throw Refusals.invalidRequest(
                    "Could not read the results of the query from " + execution.result() + ": " + e.getMessage());
        }
    }

    private static void rows(ArrayNode json, List<List<String>> rows) {
        for (List<String> row : rows) {
            ArrayNode data = json.addObject().putArray("Data");
            for (String value : row) {
                ObjectNode datum = data.addObject();
                if (value != null) {
                    datum.put("VarCharValue", value);
                }
            }
        }
    }

    private static void columns(ArrayNode json, List<ResultColumn> columns) {
        for (ResultColumn column : columns) {
            json.addObject()
                    .put("CatalogName", "hive")
                    .put("SchemaName", "")
                    .put("TableName", "")
                    .put("Name", column.name())
                    .put("Label", column.name())
                    .put("Type", column.type())
                    .put("Precision", column.precision())
                    .put("Scale", column.scale())
                    .put("Nullable", "UNKNOWN")
                    .put(
                            "CaseSensitive",
                            column.type().equals("varchar") || column.type().equals("char"));
        }
    }
}
