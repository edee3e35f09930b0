package dev.caravan.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A file's list as JSON, placeholders replaced, and the way back from a place in it to a line. A value that came out of
 * a placeholder is what it looks like, as Camel takes it: a number, a boolean or a text.
 */
final class YamlJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Placeholders placeholders;
    private final Map<JsonPointer, Integer> lines = new HashMap<>();
    private final Set<JsonPointer> replaced = new HashSet<>();
    private final Set<JsonPointer> unknown = new HashSet<>();
    private final ArrayNode root = JSON.arrayNode();

    YamlJson(List<Node> entries, Placeholders placeholders) {
        this.placeholders = placeholders;
        for (int index = 0; index < entries.size(); index++) {
            root.add(json(entries.get(index), JsonPointer.empty().appendIndex(index)));
        }
    }

    JsonNode root() {
        return root;
    }

    /** The line of the nearest thing that is there, from 1. */
    int line(JsonPointer place) {
        JsonPointer at = place;
        while (at != null && !lines.containsKey(at)) {
            at = at.head();
        }
        return at == null ? 1 : lines.get(at);
    }

    /** Whether the text came out of a placeholder, so that nobody wrote its type. */
    boolean isReplaced(JsonPointer place) {
        return replaced.contains(place);
    }

    /** Whether the value is not known before a start. */
    boolean isUnknown(JsonPointer place) {
        return unknown.contains(place);
    }

    private JsonNode json(Node node, JsonPointer place) {
        lines.putIfAbsent(place, YamlTree.line(node));
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple entry : mapping.getValue()) {
                String key = YamlTree.text(entry.getKeyNode());
                JsonPointer child = place.appendProperty(key);
                lines.put(child, YamlTree.line(entry.getKeyNode()));
                object.set(key, json(entry.getValueNode(), child));
            }
            return object;
        }
        if (node instanceof ScalarNode scalar) {
            return scalar(scalar, place);
        }
        ArrayNode array = JSON.arrayNode();
        List<Node> items = YamlTree.items(node);
        for (int index = 0; index < items.size(); index++) {
            array.add(json(items.get(index), place.appendIndex(index)));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, JsonPointer place) {
        String text = scalar.getValue();
        if (Placeholders.in(text)) {
            Optional<String> value = placeholders.resolve(text);
            replaced.add(place);
            if (value.isEmpty()) {
                unknown.add(place);
            }
            return typed(value.orElse(""));
        }
        if (scalar.getTag().equals(Tag.STR)) {
            return JSON.textNode(text);
        }
        return scalar.getTag().equals(Tag.NULL) ? JSON.nullNode() : typed(text);
    }

    private static JsonNode typed(String text) {
        if (text.equals("true") || text.equals("false")) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (text.matches("-?\\d{1,18}")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        return text.matches("-?\\d{1,18}\\.\\d{1,18}") ? JSON.numberNode(new BigDecimal(text)) : JSON.textNode(text);
    }
}
