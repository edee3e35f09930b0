package dev.caravan.generate.profile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One mapping of a YAML file, read key by key. What is wrong goes to the list of problems and reading goes on with a
 * default, so that a user sees all problems at once.
 */
final class YamlSection {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)(ms|s|m|h|d)");
    private static final Map<String, Long> MILLIS =
            Map.of("ms", 1L, "s", 1_000L, "m", 60_000L, "h", 3_600_000L, "d", 86_400_000L);

    private final YamlLines lines;
    private final JsonPointer place;
    private final JsonNode node;
    private final Map<String, String> properties;
    private final List<String> problems;
    private final Set<String> known = new LinkedHashSet<>();

    /** The whole file. */
    YamlSection(YamlLines lines, JsonNode root, Map<String, String> properties, List<String> problems) {
        this(lines, JsonPointer.empty(), root, properties, problems);
    }

    private YamlSection(
            YamlLines lines, JsonPointer place, JsonNode node, Map<String, String> properties, List<String> problems) {
        this.lines = lines;
        this.place = place;
        this.properties = properties;
        this.problems = problems;
        this.node = node.isObject() ? node : JsonNodeFactory.instance.objectNode();
        if (!node.isObject()) {
            problem("", shown(node), "a mapping of keys to values");
        }
    }

    /** The value as text with placeholders replaced, empty when the key is absent. */
    Optional<String> text(String key) {
        known.add(key);
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isValueNode() || value.isNull()) {
            problem(key, shown(value), "a single value");
            return Optional.empty();
        }
        return resolve(key, value.asText());
    }

    String requiredText(String key, String expected) {
        return text(key).orElseGet(() -> {
            if (node.path(key).isMissingNode()) {
                problem(key, "missing", expected);
            }
            return "";
        });
    }

    long whole(String key, long fallback, long min, long max) {
        String expected = "a whole number from " + min + " to " + max;
        return parsed(key, fallback, expected, text -> {
            long value = Long.parseLong(text);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        });
    }

    double decimal(String key, double fallback, double min, double max, String expected) {
        return parsed(key, fallback, expected, text -> {
            double value = Double.parseDouble(text);
            return value >= min && value <= max ? Optional.of(value) : Optional.empty();
        });
    }

    double share(String key, double fallback) {
        return decimal(key, fallback, 0, 1, "a share from 0 to 1, as 0.05");
    }

    Duration duration(String key, Duration fallback) {
        return parsed(key, fallback, "a duration above 0, as 500ms, 0.5s, 5m, 1h or 2d", text -> {
            Matcher matcher = DURATION.matcher(text);
            if (!matcher.matches()) {
                return Optional.empty();
            }
            long millis = Math.round(Double.parseDouble(matcher.group(1)) * MILLIS.get(matcher.group(2)));
            return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
        });
    }

    List<String> texts(String key, String expected) {
        known.add(key);
        JsonNode value = node.path(key);
        List<String> found = new ArrayList<>();
        boolean simple = true;
        for (JsonNode element : value) {
            simple &= element.isValueNode() && !element.isNull();
            found.add(element.asText());
        }
        if (!value.isArray() || found.isEmpty() || !simple) {
            problem(key, value.isMissingNode() ? "missing" : shown(value), expected);
            return List.of();
        }
        return found;
    }

    /** The mapping under a key, empty when the key is absent. */
    Optional<YamlSection> section(String key) {
        known.add(key);
        return node.has(key)
                ? Optional.of(new YamlSection(lines, place.appendProperty(key), node.get(key), properties, problems))
                : Optional.empty();
    }

    List<String> keys() {
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** Ends the reading: whatever was not asked for is unknown. */
    void done() {
        for (String key : keys()) {
            if (!known.contains(key)) {
                problem(key, shown(node.get(key)), "no such key; known are " + String.join(", ", known));
            }
        }
    }

    void problem(String key, String value, String expected) {
        JsonPointer at = key.isEmpty() ? place : place.appendProperty(key);
        StringBuilder problem = new StringBuilder(lines.place(at)).append(": ");
        for (JsonPointer rest = at; !rest.matches(); rest = rest.tail()) {
            problem.append(rest.getMatchingProperty()).append(": ");
        }
        problems.add(
                problem.append(value).append(": expected ").append(expected).toString());
    }

    private <T> T parsed(String key, T fallback, String expected, Function<String, Optional<T>> parser) {
        Optional<String> text = text(key);
        if (text.isEmpty()) {
            return fallback;
        }
        Optional<T> value;
        try {
            value = parser.apply(text.get());
        } catch (NumberFormatException notANumber) {
            value = Optional.empty();
        }
        if (value.isEmpty()) {
            problem(key, text.get(), expected);
        }
        return value.orElse(fallback);
    }

    private Optional<String> resolve(String key, String text) {
        Matcher matcher = PLACEHOLDER.matcher(text);
        StringBuilder resolved = new StringBuilder();
        while (matcher.find()) {
            String value = properties.get(matcher.group(1).trim());
            if (value == null) {
                problem(key, text, "the property " + matcher.group(1).trim() + " to be set");
                return Optional.empty();
            }
            matcher.appendReplacement(resolved, Matcher.quoteReplacement(value));
        }
        return Optional.of(matcher.appendTail(resolved).toString());
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return "nothing";
        }
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
