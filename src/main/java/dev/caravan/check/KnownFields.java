package dev.caravan.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.caravan.transform.RecordsEndpoint;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The fields that a record has at a step, as far as the {@code records:} steps before it tell.
 *
 * @param fields in their order, each with what a JSON schema says of it; {@code {}} if nothing is said
 * @param complete whether there can be no others
 * @param reason why there are no others, for a message: {@code the schema S does not have}
 */
record KnownFields(Map<String, JsonNode> fields, boolean complete, String reason) {

    private static final KnownFields NONE = new KnownFields(Map.of(), false, "");

    KnownFields {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static KnownFields before(MadeRoute route, MadeRoute.Step step) {
        KnownFields known = NONE;
        for (MadeRoute.Step earlier : route.steps()) {
            if (earlier.equals(step)) {
                break;
            }
            if (earlier.endpoint() instanceof RecordsEndpoint records) {
                known = known.after(records);
            }
        }
        return new KnownFields(known.fields, known.complete && route.isPlain(), known.reason);
    }

    private KnownFields after(RecordsEndpoint records) {
        return switch (records.getOperation()) {
            case VALIDATE -> validated(records);
            case SELECT -> selected(records);
            case SET -> {
                Map<String, JsonNode> more = new LinkedHashMap<>(fields);
                more.put(
                        records.getField(),
                        JsonNodeFactory.instance.objectNode().put("type", "string"));
                yield new KnownFields(more, complete, reason);
            }
        };
    }

    private KnownFields validated(RecordsEndpoint records) {
        Optional<RecordSchema> schema = RecordSchema.of(records);
        if (schema.isEmpty()) {
            return this;
        }
        Map<String, JsonNode> more = new LinkedHashMap<>(fields);
        schema.get().properties().forEach(property -> more.putIfAbsent(property.getKey(), property.getValue()));
        return new KnownFields(
                more,
                complete || schema.get().namesAllFields(),
                "the schema " + records.getSchema() + " does not have");
    }

    private KnownFields selected(RecordsEndpoint records) {
        Map<String, JsonNode> kept = new LinkedHashMap<>();
        for (String name : records.getFields().split(",", -1)) {
            kept.put(name.strip(), fields.getOrDefault(name.strip(), JsonNodeFactory.instance.objectNode()));
        }
        return new KnownFields(kept, true, "records:select does not keep");
    }
}
