package dev.caravan.testing.quicksight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;

/**
 * What there is, by ARN. Making and changing takes until it has been looked at once. That a data set's data source is
 * there is not asked: the model does not say that the service does.
 */
final class Assets {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, ObjectNode> all = new TreeMap<>();
    private final Map<Kind, Queue<String>> failing = new TreeMap<>();
    private long made;

    /** @param request with all its members, wherever they stood */
    ObjectNode answer(String operation, String arn, JsonNode request) {
        if (operation.startsWith("Create")) {
            return create(operation, arn, request);
        }
        ObjectNode asset = find(arn, operation);
        return switch (operation) {
            case "TagResource" -> add(asset, "Tags", request.path("Tags"));
            case "ListTagsForResource" -> JSON.createObjectNode().set("Tags", asset.path("Tags"));
            case "RestoreAnalysis" -> asset.put("Status", "CREATION_SUCCESSFUL");
            default -> ofKind(operation, arn, asset, request);
        };
    }

    private ObjectNode ofKind(String operation, String arn, ObjectNode asset, JsonNode request) {
        Kind kind = Kind.of(operation);
        if (operation.startsWith("Delete")) {
            boolean isKept = kind == Kind.ANALYSIS
                    && !request.path("ForceDeleteWithoutRecovery").asText().equals("true");
            if (isKept) {
                asset.put("Status", "DELETED");
            } else {
                all.remove(arn);
            }
            return JSON.createObjectNode();
        }
        if (operation.endsWith("Permissions")) {
            return operation.startsWith("Update")
                    ? add(asset, "Permissions", request.path("GrantPermissions"))
                    : JSON.createObjectNode().set("Permissions", asset.path("Permissions"));
        }
        if (operation.startsWith("Update")) {
            request.properties().forEach(member -> asset.set(member.getKey(), member.getValue()));
            begin(kind, asset, "UPDATE");
            return JSON.createObjectNode();
        }
        ObjectNode shown = JSON.createObjectNode().set(kind.word, asset.deepCopy());
        String status = asset.path("Status").asText();
        asset.put(
                "Status",
                status.replace("IN_PROGRESS", asset.has("ErrorInfo") || asset.has("Errors") ? "FAILED" : "SUCCESSFUL"));
        return shown;
    }

    private ObjectNode create(String operation, String arn, JsonNode request) {
        if (all.containsKey(arn)) {
            throw new Refusal.Thrown(Refusal.of("ResourceExistsException", arn + " is there"));
        }
        ObjectNode asset = request.deepCopy();
        asset.put("Arn", arn).put("CreatedTime", 1_700_000_000L + made++);
        begin(Kind.of(operation), asset, "CREATION");
        all.put(arn, asset);
        return JSON.createObjectNode().put("Arn", arn).put("CreationStatus", "CREATION_IN_PROGRESS");
    }

    private void begin(Kind kind, ObjectNode asset, String work) {
        asset.put("Status", work + "_IN_PROGRESS").remove("ErrorInfo");
        asset.remove("Errors");
        Queue<String> failures = failing.getOrDefault(kind, new ArrayDeque<>());
        if (!failures.isEmpty()) {
            ObjectNode error =
                    JSON.createObjectNode().put("Type", "ACCESS_DENIED").put("Message", failures.remove());
            if (kind == Kind.ANALYSIS) {
                asset.putArray("Errors").add(error);
            } else {
                asset.set("ErrorInfo", error);
            }
        }
    }

    private static ObjectNode add(ObjectNode asset, String member, JsonNode more) {
        ArrayNode list = asset.withArray(member);
        more.forEach(list::add);
        return JSON.createObjectNode();
    }

    private ObjectNode find(String arn, String operation) {
        return Optional.ofNullable(all.get(arn)).orElseThrow(() -> {
            Refusal missing = Refusal.of("ResourceNotFoundException", arn + " is not there");
            // An analysis is none of the types that the model has for this.
            boolean isTyped = operation.contains(Kind.DATA_SET.word) || operation.contains(Kind.DATA_SOURCE.word);
            return new Refusal.Thrown(isTyped ? missing.about(Kind.of(operation).name()) : missing);
        });
    }

    /** The next making or change of this kind fails after a while. */
    void fail(Kind kind, String message) {
        failing.computeIfAbsent(kind, none -> new ArrayDeque<>()).add(message);
    }

    Map<String, ObjectNode> all() {
        return all;
    }
}
