package dev.caravan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.lake.LakeEndpoint;
import java.time.Instant;
import java.util.Map;

/** A record as the schema wants it, with a value for each field that the lake is partitioned by. */
final class SampleRecord {

    private static final Instant TIME = Instant.parse("2025-01-19T12:00:00Z");
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SampleRecord() {}

    static ObjectNode of(Map<String, JsonNode> fields, LakeEndpoint lake) {
        ObjectNode record = JSON.objectNode();
        fields.forEach((name, schema) -> record.set(name, value(schema)));
        for (String field : lake.partitionFields()) {
            if (lake.getPartitionBy().contains("event-time:" + field)) {
                record.set(field, time(lake.getEventTimeFormat()));
            } else if (!record.path(field).isValueNode()) {
                record.put(field, "value");
            }
        }
        return record;
    }

    private static JsonNode time(String format) {
        return switch (format) {
            case "epoch-seconds" -> JSON.numberNode(TIME.getEpochSecond());
            case "epoch-millis" -> JSON.numberNode(TIME.toEpochMilli());
            default -> JSON.textNode(TIME.toString());
        };
    }

    private static JsonNode value(JsonNode schema) {
        for (JsonNode said : new JsonNode[] {
            schema.path("const"),
            schema.path("default"),
            schema.path("examples").path(0),
            schema.path("enum").path(0)
        }) {
            if (!said.isMissingNode()) {
                return said;
            }
        }
        return switch (JsonType.of(schema)) {
            case INTEGER -> JSON.numberNode(1);
            case NUMBER -> JSON.numberNode(1.5);
            case BOOLEAN -> JSON.booleanNode(true);
            case ARRAY -> JSON.arrayNode();
            case OBJECT -> JSON.objectNode();
            case STRING -> JSON.textNode("text");
        };
    }
}
