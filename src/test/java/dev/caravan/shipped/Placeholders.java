package dev.caravan.shipped;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The <code>{{key}}</code>s of a text, and what is left when they are replaced. */
final class Placeholders {

    private static final Pattern KEY = Pattern.compile("\\{\\{([^{}]*)}}");

    private Placeholders() {}

    static Set<String> in(String text) {
        Set<String> keys = new TreeSet<>();
        Matcher matcher = KEY.matcher(text);
        while (matcher.find()) {
            keys.add(matcher.group(1));
        }
        return keys;
    }

    /** With numbers and booleans as such, which is how Camel's schema wants them. */
    static JsonNode replace(JsonNode node, Map<String, String> values) {
        if (node.isTextual()) {
            String text = KEY.matcher(node.asText())
                    .replaceAll(match -> Matcher.quoteReplacement(values.getOrDefault(match.group(1), "?")));
            return text.equals(node.asText()) ? node : retype(text);
        }
        if (node.isObject()) {
            ObjectNode replaced = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(entry -> replaced.set(entry.getKey(), replace(entry.getValue(), values)));
            return replaced;
        }
        if (node.isArray()) {
            ArrayNode replaced = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> replaced.add(replace(element, values)));
            return replaced;
        }
        return node;
    }

    private static JsonNode retype(String text) {
        if (text.matches("-?\\d{1,18}")) {
            return LongNode.valueOf(Long.parseLong(text));
        }
        return text.equals("true") || text.equals("false")
                ? BooleanNode.valueOf(Boolean.parseBoolean(text))
                : TextNode.valueOf(text);
    }
}
