package dev.caravan.check;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.ValidationMessage;
import dev.caravan.settings.Misspelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Makes one sentence of all that a validator says of one place. Most of it is of alternatives that were not meant: a
 * step is a text or a mapping, a mapping has one of forty formats. What lies deepest is what somebody wrote wrongly.
 */
final class SchemaFaults {

    private static final Set<String> ALTERNATIVES = Set.of("oneOf", "anyOf", "allOf", "not");
    private static final int MOST_NAMES = 12;

    private final JsonNode schema;
    private final YamlJson json;

    SchemaFaults(JsonSchema schema, YamlJson json) {
        this.schema = schema.getSchemaNode();
        this.json = json;
    }

    List<SchemaCheck.Fault> of(Collection<ValidationMessage> messages) {
        Map<String, List<ValidationMessage>> places = new TreeMap<>();
        for (ValidationMessage message : messages) {
            if (!ALTERNATIVES.contains(message.getType())) {
                places.computeIfAbsent(message.getInstanceLocation().toString(), place -> new ArrayList<>())
                        .add(message);
            }
        }
        List<SchemaCheck.Fault> faults = new ArrayList<>();
        places.forEach((place, said) -> faults.addAll(at(JsonPointer.compile(place), said, places.keySet())));
        return faults;
    }

    private List<SchemaCheck.Fault> at(JsonPointer place, List<ValidationMessage> said, Set<String> places) {
        List<ValidationMessage> extra = ofType(said, "additionalProperties");
        if (!extra.isEmpty()) {
            return extra.stream().map(one -> unknownKey(place, one)).distinct().toList();
        }
        boolean deeper = places.stream().anyMatch(other -> other.startsWith(place + "/"));
        if (deeper || json.isUnknown(place)) {
            return List.of();
        }
        List<ValidationMessage> types = ofType(said, "type");
        if (!types.isEmpty()) {
            return wrongType(place, types);
        }
        return List.of(new SchemaCheck.Fault(place, name(place) + " " + sentence(place, said)));
    }

    private static List<ValidationMessage> ofType(List<ValidationMessage> said, String type) {
        return said.stream().filter(message -> message.getType().equals(type)).toList();
    }

    private SchemaCheck.Fault unknownKey(JsonPointer place, ValidationMessage message) {
        String key = message.getProperty();
        Set<String> known = new TreeSet<>();
        String fragment = message.getSchemaLocation().getFragment().toString();
        schema.at(fragment.substring(0, fragment.lastIndexOf('/')) + "/properties")
                .fieldNames()
                .forEachRemaining(known::add);
        String what = isItem(place) ? "there is no " + name(place) + " " + key : name(place) + " has no key " + key;
        String meant = Misspelling.nearest(key, known)
                .map(near -> ": did you mean " + near + "?")
                .orElseGet(() -> known.size() > MOST_NAMES ? "" : ": it has " + String.join(", ", known));
        return new SchemaCheck.Fault(place.appendProperty(key), what + meant);
    }

    private List<SchemaCheck.Fault> wrongType(JsonPointer place, List<ValidationMessage> types) {
        Set<String> expected = types.stream()
                .map(type -> String.valueOf(type.getArguments()[1]))
                .collect(Collectors.toCollection(TreeSet::new));
        // Nobody wrote that it is a number: a text may look like one.
        if (json.isReplaced(place) && expected.contains("string")) {
            return List.of();
        }
        String wanted = expected.stream().map(SchemaFaults::words).collect(Collectors.joining(" or "));
        return List.of(new SchemaCheck.Fault(
                place,
                name(place) + " is " + wanted + ", found " + found(json.root().at(place))));
    }

    private String sentence(JsonPointer place, List<ValidationMessage> said) {
        List<ValidationMessage> required = ofType(said, "required");
        if (!required.isEmpty()) {
            String keys = required.stream()
                    .map(ValidationMessage::getProperty)
                    .distinct()
                    .limit(MOST_NAMES)
                    .collect(Collectors.joining(", "));
            return required.size() == 1 ? "needs the key " + keys : "needs one of the keys " + keys;
        }
        ValidationMessage first = said.get(0);
        return switch (first.getType()) {
            case "enum" ->
                "is one of " + String.join(", ", texts(first.getSchemaNode())) + ", found "
                        + found(json.root().at(place));
            case "maxProperties" -> "is one key: begin each with a \"-\" of its own";
            default -> first.getError();
        };
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(item -> texts.add(item.asText()));
        return texts;
    }

    private static boolean isItem(JsonPointer place) {
        return place.last() != null && place.last().mayMatchElement();
    }

    /** The key that a place stands under; an item of a list is named after what the list holds. */
    private static String name(JsonPointer place) {
        if (!isItem(place)) {
            return place.last() == null ? "the file" : place.last().getMatchingProperty();
        }
        JsonPointer list = place.head();
        if (list == null || list.matches()) {
            return "entry";
        }
        return list.last().getMatchingProperty().equals("steps")
                ? "step"
                : "entry of " + list.last().getMatchingProperty();
    }

    private static String words(String type) {
        return switch (type) {
            case "object" -> "a mapping";
            case "array" -> "a list";
            case "string" -> "a text";
            case "boolean" -> "true or false";
            default -> "a number";
        };
    }

    private static String found(JsonNode node) {
        return switch (node.getNodeType()) {
            case OBJECT -> "a mapping";
            case ARRAY -> "a list";
            case NULL, MISSING -> "nothing";
            case STRING -> "the text " + node.asText();
            default -> node.asText();
        };
    }
}
