package dev.caravan.local.athena;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.athena.result.S3Location;
import dev.caravan.local.athena.workgroup.WorkGroup;
import dev.caravan.local.athena.workgroup.WorkGroups;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Work groups. */
final class WorkGroupOperations {
    /** How objects of results are to be kept: here they are plain. */
    static final List<String> UNSUPPORTED_OF_RESULTS = List.of("EncryptionConfiguration", "AclConfiguration");

    private static final List<String> UNSUPPORTED = List.of(
            "AdditionalConfiguration",
            "CustomerContentEncryptionConfiguration",
            "ExecutionRole",
            "IdentityCenterConfiguration",
            "ManagedQueryResultsConfiguration",
            "ManagedQueryResultsConfigurationUpdates",
            "QueryResultsS3AccessGrantsConfiguration");

    private static final int MAX_ITEMS = 50;

    private final WorkGroups workGroups;
    private final Clock clock;

    WorkGroupOperations(WorkGroups workGroups, Clock clock) {
        this.workGroups = workGroups;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreateWorkGroup", this::create,
                "GetWorkGroup", this::get,
                "ListWorkGroups", this::list,
                "UpdateWorkGroup", this::update,
                "DeleteWorkGroup", this::delete);
    }

    private ObjectNode create(AwsInput input) {
        String name = input.text("Name").orElse("");
        Optional<AwsInput> configuration = input.object("Configuration");
        configuration.ifPresent(WorkGroupOperations::requireSupported);
        WorkGroup group = checked(() -> new WorkGroup(
                name,
                input.text("Description").orElse(null),
                true,
                outputLocation(configuration.flatMap(given -> given.object("ResultConfiguration")))
                        .orElse(null),
                configuration
                        .flatMap(given -> given.flag("EnforceWorkGroupConfiguration"))
                        .orElse(true),
                configuration
                        .flatMap(given -> given.flag("PublishCloudWatchMetricsEnabled"))
                        .orElse(true),
                configuration
                        .flatMap(given -> given.flag("RequesterPaysEnabled"))
                        .orElse(false),
                configuration.map(WorkGroupOperations::scanLimit).orElse(null),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                WorkGroupTagOperations.tags(input)));
        if (!workGroups.add(group)) {
            throw Refusals.invalidRequest("WorkGroup " + name + " is already created");
        }
        return nothing();
    }

    private ObjectNode get(AwsInput input) {
        String name = input.text("WorkGroup").orElse("");
        ObjectNode answer = nothing();
        answer.set("WorkGroup", json(workGroups.find(name).orElseThrow(() -> notFound(name))));
        return answer;
    }

    private ObjectNode list(AwsInput input) {
        ListPage<WorkGroup> page = ListPage.of(workGroups.all(), input, MAX_ITEMS);
        ObjectNode answer = nothing();
        ArrayNode list = answer.putArray("WorkGroups");
        for (WorkGroup group : page.items()) {
            ObjectNode item = list.addObject().put("Name", group.name()).put("State", state(group));
            item.put("Description", group.description() == null ? "" : group.description());
            item.putPOJO("CreationTime", group.created());
            item.set("EngineVersion", QueryExecutionJson.engineVersion());
        }
        page.next().ifPresent(next -> answer.put("NextToken", next));
        return answer;
    }

    private ObjectNode update(AwsInput input) {
        String name = input.text("WorkGroup").orElse("");
        if (!workGroups.change(name, before -> checked(() -> updated(before, input)))) {
            throw notFound(name);
        }
        return nothing();
    }

    private static WorkGroup updated(WorkGroup before, AwsInput input) {
        Optional<AwsInput> changes = input.object("ConfigurationUpdates");
        changes.ifPresent(WorkGroupOperations::requireSupported);
        Optional<AwsInput> results = changes.flatMap(given -> given.object("ResultConfigurationUpdates"));
        boolean withoutLocation = flag(results, "RemoveOutputLocation", false);
        boolean withoutLimit = flag(changes, "RemoveBytesScannedCutoffPerQuery", false);
        return new WorkGroup(
                before.name(),
                input.text("Description").orElse(before.description()),
                input.text("State").map("ENABLED"::equals).orElse(before.enabled()),
                withoutLocation ? null : outputLocation(results).orElse(before.outputLocation()),
                flag(changes, "EnforceWorkGroupConfiguration", before.enforced()),
                flag(changes, "PublishCloudWatchMetricsEnabled", before.publishesMetrics()),
                flag(changes, "RequesterPaysEnabled", before.requesterPays()),
                withoutLimit
                        ? null
                        : changes.map(WorkGroupOperations::scanLimit).orElse(before.scanLimit()),
                before.created(),
                before.tags());
    }

    private ObjectNode delete(AwsInput input) {
        String name = input.text("WorkGroup").orElse("");
        if (name.equals(WorkGroup.PRIMARY)) {
            throw Refusals.invalidRequest("The primary WorkGroup cannot be deleted");
        }
        if (!workGroups.remove(name)) {
            throw notFound(name);
        }
        return nothing();
    }

    private static void requireSupported(AwsInput configuration) {
        Refusals.requireNone(configuration, UNSUPPORTED);
        configuration
                .object("EngineVersion")
                .flatMap(version -> version.text("SelectedEngineVersion"))
                .filter(version -> !version.equals("AUTO") && !version.equals(QueryExecutionJson.ENGINE_VERSION))
                .ifPresent(version -> {
                    throw Refusals.invalidRequest(
                            version + " is not supported here: " + QueryExecutionJson.ENGINE_VERSION + " is");
                });
    }

    private static boolean flag(Optional<AwsInput> input, String name, boolean otherwise) {
        return input.flatMap(given -> given.flag(name)).orElse(otherwise);
    }

    private static Optional<String> outputLocation(Optional<AwsInput> results) {
        results.ifPresent(given -> Refusals.requireNone(given, UNSUPPORTED_OF_RESULTS));
        Optional<String> location = results.flatMap(given -> given.text("OutputLocation"));
        location.ifPresent(S3Location::parse);
        return location;
    }

    /** Read from the tree: it may be larger than an int. */
    private static Long scanLimit(AwsInput configuration) {
        return configuration.has("BytesScannedCutoffPerQuery")
                ? Long.valueOf(
                        configuration.body().get("BytesScannedCutoffPerQuery").asLong())
                : null;
    }

    private static WorkGroup checked(Supplier<WorkGroup> group) {
        try {
            return group.get();
        } catch (IllegalArgumentException e) {
            throw Refusals.invalidRequest(e.getMessage());
        }
    }

    private static AwsError notFound(String name) {
        return Refusals.invalidRequest("WorkGroup " + name + " is not found.");
    }

    private static ObjectNode json(WorkGroup group) {
        ObjectNode json = nothing().put("Name", group.name()).put("State", state(group));
        if (group.description() != null) {
            json.put("Description", group.description());
        }
        json.putPOJO("CreationTime", group.created());
        ObjectNode configuration = json.putObject("Configuration")
                .put("EnforceWorkGroupConfiguration", group.enforced())
                .put("PublishCloudWatchMetricsEnabled", group.publishesMetrics())
                .put("RequesterPaysEnabled", group.requesterPays());
        if (group.scanLimit() != null) {
            configuration.put("BytesScannedCutoffPerQuery", group.scanLimit());
        }
        ObjectNode results = configuration.putObject("ResultConfiguration");
        if (group.outputLocation() != null) {
            results.put("OutputLocation", group.outputLocation());
        }
        configuration.set("EngineVersion", QueryExecutionJson.engineVersion());
        return json;
    }

    private static String state(WorkGroup group) {
        return group.enabled() ? "ENABLED" : "DISABLED";
    }

    private static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
