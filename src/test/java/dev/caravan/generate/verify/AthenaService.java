package dev.caravan.generate.verify;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsJsonServer;
import dev.caravan.local.protocol.AwsService;
import dev.caravan.local.protocol.Credentials;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;

/** Athena's API over a function from SQL to rows: RUNNING once, then the end; a page holds 1,000 rows with the header. */
final class AthenaService implements AutoCloseable {
    private static final Credentials CREDENTIALS = new Credentials("local", "local-secret");
    private static final int PAGE = 1_000;

    /** @param state the state at the end; a query that is RUNNING never ends */
    record Answer(String state, String reason, List<List<String>> rows) {
        static Answer rows(List<List<String>> rows) {
            return new Answer("SUCCEEDED", "", rows);
        }
    }

    private final Function<String, Answer> engine;
    private final Map<String, Answer> executions = new ConcurrentHashMap<>();
    private final Map<String, Integer> polls = new ConcurrentHashMap<>();
    private final List<String> stopped = new CopyOnWriteArrayList<>();
    private final AwsJsonServer server;

    AthenaService(Function<String, Answer> engine) {
        this.engine = engine;
        this.server = AwsJsonServer.start(
                new AwsService(
                        "athena",
                        "AmazonAthena",
                        Map.of(
                                "StartQueryExecution", this::start,
                                "GetQueryExecution", this::get,
                                "GetQueryResults", this::results,
                                "StopQueryExecution", this::stop)),
                0,
                CREDENTIALS,
                Clock.systemUTC());
    }

    AthenaClient client() {
        return AthenaClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    List<String> stopped() {
        return stopped;
    }

    @Override
    public void close() {
        server.close();
    }

    private ObjectNode start(AwsInput input) {
        String id = "query-" + executions.size();
        executions.put(id, engine.apply(input.requiredText("QueryString")));
        return object().put("QueryExecutionId", id);
    }

    private ObjectNode get(AwsInput input) {
        String id = input.requiredText("QueryExecutionId");
        Answer answer = executions.get(id);
        String state = polls.merge(id, 1, Integer::sum) == 1 ? "RUNNING" : answer.state();
        ObjectNode status = object().put("State", state).put("StateChangeReason", answer.reason());
        return object().set(
                        "QueryExecution", object().put("QueryExecutionId", id).set("Status", status));
    }

    private ObjectNode results(AwsInput input) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("header"));
        rows.addAll(executions.get(input.requiredText("QueryExecutionId")).rows());
        int from = input.text("NextToken").map(Integer::parseInt).orElse(0);
        int to = Math.min(rows.size(), from + PAGE);
        ObjectNode answer = object();
        ArrayNode page = answer.putObject("ResultSet").putArray("Rows");
        for (List<String> row : rows.subList(from, to)) {
            ArrayNode data = page.addObject().putArray("Data");
            for (String value : row) {
                ObjectNode datum = data.addObject();
                if (value != null) {
                    datum.put("VarCharValue", value);
                }
            }
        }
        return to < rows.size() ? answer.put("NextToken", Integer.toString(to)) : answer;
    }

    private ObjectNode stop(AwsInput input) {
        stopped.add(input.requiredText("QueryExecutionId"));
        return object();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
