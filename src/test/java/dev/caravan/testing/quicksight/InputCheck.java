package dev.caravan.testing.quicksight;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a request, as its shape tells it. */
final class InputCheck {

    private final ServiceModel model;
    private final List<String> problems = new ArrayList<>();

    private InputCheck(ServiceModel model) {
        this.model = model;
    }

    /**
     * @param body its members that are neither in the path nor in the query
     * @param named those that are, by their location's name
     * @return each as {@code MEMBER.MEMBER: what is wrong}
     */
    static List<String> problems(ServiceModel model, String input, JsonNode body, Map<String, String> named) {
        InputCheck check = new InputCheck(model);
        JsonNode shape = model.shape(input);
        check.unknown(shape, body, input);
        for (Map.Entry<String, JsonNode> member : shape.path("members").properties()) {
            JsonNode location = member.getValue();
            String where = input + "." + member.getKey();
            boolean isRequired = isRequired(shape, member.getKey());
            if (location.has("location")) {
                Optional<String> text = Optional.ofNullable(
                        named.get(location.path("locationName").asText()));
                check.present(text.isPresent(), isRequired, where);
                text.ifPresent(value -> check.text(location.path("shape").asText(), value, where));
            } else {
                check.member(location, body.path(member.getKey()), isRequired, where);
            }
        }
        return check.problems;
    }

    private void member(JsonNode member, JsonNode value, boolean isRequired, String where) {
        boolean isThere = !value.isMissingNode() && !value.isNull();
        present(isThere, isRequired, where);
        if (isThere) {
            value(member.path("shape").asText(), value, where);
        }
    }

    private void present(boolean isThere, boolean isRequired, String where) {
        if (isRequired && !isThere) {
            problems.add(where + ": required");
        }
    }

    private void value(String name, JsonNode value, String where) {
        JsonNode shape = model.shape(name);
        switch (shape.path("type").asText()) {
            case "structure" -> structure(shape, value, where);
            case "list" -> list(shape, value, where);
            case "map" -> map(shape, value, where);
            case "string" -> {
                if (expect(value.isTextual(), "a string", where)) {
                    text(name, value.asText(), where);
                }
            }
            case "boolean" -> expect(value.isBoolean(), "a boolean", where);
            case "long", "integer" -> expect(value.isIntegralNumber(), "a whole number", where);
            default -> throw new IllegalStateException("No check of " + name + ", " + shape);
        }
    }

    private void structure(JsonNode shape, JsonNode value, String where) {
        if (expect(value.isObject(), "an object", where)) {
            unknown(shape, value, where);
            shape.path("members")
                    .properties()
                    .forEach(member -> member(
                            member.getValue(),
                            value.path(member.getKey()),
                            isRequired(shape, member.getKey()),
                            where + "." + member.getKey()));
        }
    }

    private void list(JsonNode shape, JsonNode value, String where) {
        if (expect(value.isArray(), "a list", where)) {
            size(shape, value.size(), "members", where);
            value.forEach(each -> value(shape.path("member").asText(), each, where + "[]"));
        }
    }

    private void map(JsonNode shape, JsonNode value, String where) {
        if (expect(value.isObject(), "a map", where)) {
            size(shape, value.size(), "entries", where);
            value.properties().forEach(entry -> {
                text(shape.path("key").asText(), entry.getKey(), where + " key");
                value(shape.path("value").asText(), entry.getValue(), where + "{}");
            });
        }
    }

    /** A string, or what stands as one in a path or a query. */
    private void text(String name, String text, String where) {
        JsonNode shape = model.shape(name);
        String type = shape.path("type").asText();
        if (type.equals("boolean")) {
            expect(text.equals("true") || text.equals("false"), "a boolean", where);
        } else if (type.equals("string")) {
            size(shape, text.codePointCount(0, text.length()), "characters", where);
            boolean isValue = !shape.has("enum")
                    || shape.path("enum").valueStream().anyMatch(value -> value.asText()
                            .equals(text));
            expect(isValue, "one of " + shape.path("enum") + ", got " + text, where);
            if (shape.has("pattern")) {
                String pattern = shape.path("pattern").asText();
                expect(text.matches(pattern), pattern + ", got " + text, where);
            }
        } else {
            expect(text.matches("\\d+"), "a whole number", where);
        }
    }

    private void size(JsonNode shape, int size, String of, String where) {
        if (size < shape.path("min").asInt(0) || size > shape.path("max").asInt(Integer.MAX_VALUE)) {
            problems.add(
                    where + ": " + size + " " + of + ", expected " + shape.path("min") + " to " + shape.path("max"));
        }
    }

    private void unknown(JsonNode shape, JsonNode value, String where) {
        value.fieldNames().forEachRemaining(name -> {
            if (!shape.path("members").has(name)) {
                problems.add(where + "." + name + ": unknown");
            }
        });
    }

    private boolean expect(boolean isSo, String expected, String where) {
        if (!isSo) {
            problems.add(where + ": expected " + expected);
        }
        return isSo;
    }

    private static boolean isRequired(JsonNode shape, String member) {
        return shape.path("required").valueStream().anyMatch(name -> name.asText()
                .equals(member));
    }
}
