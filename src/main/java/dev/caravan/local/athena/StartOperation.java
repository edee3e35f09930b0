package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.execution.QueryRequest;
import dev.caravan.local.athena.execution.QueryRunner;
import dev.caravan.local.athena.execution.Statement;
import dev.caravan.local.athena.result.ResultStore;
import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.athena.workgroup.WorkGroup;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** StartQueryExecution. A request with the token of an earlier one starts nothing and answers as that one did. */
final class StartOperation {
    private static final String CATALOG = "awsdatacatalog";
    private static final int MIN_TOKEN = 32;
    private static final int MAX_TOKEN = 128;
    private static final int TOKENS_REMEMBERED = 10_000;

    private final Statements statements;
    private final QueryRunner runner;
    private final ResultStore results;
    private final WorkGroups workGroups;
    private final Map<String, Started> byToken = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Started> eldest) {
            return size() > TOKENS_REMEMBERED;
        }
    };

    StartOperation(Statements statements, QueryRunner runner, ResultStore results, WorkGroups workGroups) {
        this.statements = statements;
        this.runner = runner;
        this.results = results;
        this.workGroups = workGroups;
    }

    /** What a token stands for. */
    private record Started(QueryRequest request, String id) {}

    Map<String, AwsOperation> operations() {
        return Map.of("StartQueryExecution", this::start);
    }

    private ObjectNode start(AwsInput input) {
        QueryRequest request = request(input);
        Optional<String> token = input.text("ClientRequestToken");
        token.ifPresent(StartOperation::requireToken);
        String id = token.isPresent() ? startOnce(token.get(), request) : submit(request);
        return JsonNodeFactory.instance.objectNode().put("QueryExecutionId", id);
    }

    private static void requireToken(String token) {
        if (token.length() < MIN_TOKEN || token.length() > MAX_TOKEN) {
            throw Refusals.invalidRequest(
                    "ClientRequestToken must have " + MIN_TOKEN + " to " + MAX_TOKEN + " characters");
        }
    }

    private String startOnce(String token, QueryRequest request) {
        Optional<String> before = startedBefore(token, request);
        if (before.isPresent()) {
            return before.get();
        }
        // parsing may wait for the engine; others must not wait for that
        Statement statement = statements.of(request.sql());
        synchronized (byToken) {
            return startedBefore(token, request).orElseGet(() -> {
                String id = submit(statement, request);
                byToken.put(token, new Started(request, id));
                return id;
            });
        }
    }

    private Optional<String> startedBefore(String token, QueryRequest request) {
        synchronized (byToken) {
            Started started = byToken.get(token);
            if (started != null && !started.request().equals(request)) {
                throw Refusals.invalidRequest("Idempotent parameters do not match");
            }
            return Optional.ofNullable(started).map(Started::id);
        }
    }

    private String submit(QueryRequest request) {
        return submit(statements.of(request.sql()), request);
    }

    private String submit(Statement statement, QueryRequest request) {
        try {
            return runner.submit(statement, request);
        } catch (RejectedExecutionException e) {
            throw Refusals.tooManyRequests(
                    "You have exceeded the limit for the number of queries you can run concurrently."
                            + " Please reduce the number of concurrent queries submitted by this account.");
        }
    }

    private QueryRequest request(AwsInput input) {
        String sql = input.text("QueryString").orElse("");
        String name = input.text("WorkGroup").orElse(WorkGroup.PRIMARY);
        WorkGroup workGroup = workGroups
                .find(name)
                .orElseThrow(() -> Refusals.invalidRequest("WorkGroup " + name + " is not found."));
        if (!workGroup.enabled()) {
            throw Refusals.invalidRequest("WorkGroup " + name + " is disabled.");
        }
        Optional<AwsInput> context = input.object("QueryExecutionContext");
        Optional<String> catalog = context.flatMap(given -> given.text("Catalog"));
        if (catalog.isPresent() && !catalog.get().toLowerCase(Locale.ROOT).equals(CATALOG)) {
            throw Refusals.invalidRequest("Catalog " + catalog.get() + " is not found: AwsDataCatalog is the only one");
        }
        List<String> parameters = input.texts("ExecutionParameters");
        return new QueryRequest(
                sql,
                context.flatMap(given -> given.text("Database"))
                        .map(database -> database.toLowerCase(Locale.ROOT))
                        .orElse(null),
                catalog.orElse(null),
                parameters,
                name,
                resultLocation(input, workGroup),
                workGroup.scanLimit());
    }

    private S3Location resultLocation(AwsInput input, WorkGroup workGroup) {
        Optional<String> ofGroup = Optional.ofNullable(workGroup.outputLocation());
        Optional<AwsInput> own = input.object("ResultConfiguration");
        own.ifPresent(given -> Refusals.requireNone(given, WorkGroupOperations.UNSUPPORTED_OF_RESULTS));
        Optional<String> ofRequest = own.flatMap(given -> given.text("OutputLocation"));
        Optional<String> chosen = workGroup.enforced() && ofGroup.isPresent() ? ofGroup : ofRequest.or(() -> ofGroup);
        String uri = chosen.orElseThrow(
                () -> Refusals.invalidRequest("No output location provided. An output location is required either"
                        + " through the Workgroup result configuration setting or as an API input."));
        try {
            S3Location location = S3Location.parse(uri);
            if (!results.canHold(location)) {
                throw Refusals.invalidRequest("Unable to verify/create output bucket " + location.bucket());
            }
            return location;
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidRequest("outputLocation is not a valid S3 path: " + e.getMessage());
        }
    }
}
