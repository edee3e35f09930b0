package dev.caravan.local.protocol;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * The members of a request, or of a structure in it, by name; the same for JSON and CBOR. An absent and a null member
 * are the same. A member of another type than asked for is refused with {@code SerializationException}.
 */
public final class AwsInput {

    private final ObjectNode body;
    private final WireFormat format;
    private final IntPredicate failing;

    AwsInput(ObjectNode body, WireFormat format, IntPredicate failing) {
        this.body = body;
        this.format = format;
        this.failing = failing;
    }

    /** The tree itself, for what the accessors do not cover; blobs and timestamps in it depend on the protocol. */
    public ObjectNode body() {
        return body;
    }

    /** Whether a {@link Fault.Partial} asks the entry at this index of a batch request to fail. */
    public boolean isFailing(int index) {
        return failing.test(index);
    }

    /** A text member. */
    public Optional<String> text(String name) {
        return member(name).map(node -> {
            check(node.isTextual(), name, "a string");
            return node.textValue();
        });
    }

    /** A text member that AWS requires; its absence is a {@code ValidationException}. */
    public String requiredText(String name) {
        return text(name).orElseThrow(() -> missing(name));
    }

    /** A whole number in the range of an int. */
    public OptionalInt integer(String name) {
        Optional<JsonNode> number = member(name);
        if (number.isEmpty()) {
            return OptionalInt.empty();
        }
        check(number.get().isIntegralNumber() && number.get().canConvertToInt(), name, "an integer");
        return OptionalInt.of(number.get().intValue());
    }

    /** A boolean member. */
    public Optional<Boolean> flag(String name) {
        return member(name).map(node -> {
            check(node.isBoolean(), name, "a boolean");
            return node.booleanValue();
        });
    }

    /** A timestamp, in whole milliseconds. */
    public Optional<Instant> instant(String name) {
        return member(name).map(node -> {
            check(node.isNumber(), name, "a timestamp");
            return format.readInstant(node);
        });
    }

    /** A blob. */
    public Optional<byte[]> bytes(String name) {
        return member(name).map(node -> {
            check(node.isBinary() || node.isTextual(), name, "a blob");
            try {
                return node.binaryValue();
            } catch (JsonProcessingException e) {
                throw AwsError.serialization("The member " + name + " is not Base64: " + e.getOriginalMessage());
            } catch (IOException e) {
                throw AwsError.serialization("The member " + name + " is not Base64: " + e.getMessage());
            }
        });
    }

    /** A structure. */
    public Optional<AwsInput> object(String name) {
        return member(name).map(node -> structure(name, node));
    }

    /** A list of structures; absent is empty. */
    public List<AwsInput> objects(String name) {
        List<AwsInput> items = new ArrayList<>();
        for (JsonNode item : array(name)) {
            items.add(structure(name, item));
        }
        return items;
    }

    /** A list of strings; absent is empty. */
    public List<String> texts(String name) {
        List<String> items = new ArrayList<>();
        for (JsonNode item : array(name)) {
            check(item.isTextual(), name, "a list of strings");
            items.add(item.textValue());
        }
        return items;
    }

    /** A map of strings, in the order of the request; absent is empty. */
    public Map<String, String> textMap(String name) {
        Map<String, String> entries = new LinkedHashMap<>();
        object(name).ifPresent(map -> map.body.properties().forEach(entry -> {
            check(entry.getValue().isTextual(), name, "a map of strings");
            entries.put(entry.getKey(), entry.getValue().textValue());
        }));
        return entries;
    }

    /** Whether the member is there and not null. */
    public boolean has(String name) {
        return member(name).isPresent();
    }

    private Iterable<JsonNode> array(String name) {
        Optional<JsonNode> list = member(name);
        if (list.isEmpty()) {
            return List.of();
        }
        check(list.get().isArray(), name, "a list");
        return list.get();
    }

    private AwsInput structure(String name, JsonNode node) {
        check(node.isObject(), name, "a structure");
        return new AwsInput((ObjectNode) node, format, failing);
    }

    private Optional<JsonNode> member(String name) {
        return Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    }

    private static void check(boolean right, String name, String wanted) {
        if (!right) {
            throw AwsError.serialization("The member " + name + " has to be " + wanted + ".");
        }
    }

    private static AwsError missing(String name) {
        String member = Character.toLowerCase(name.charAt(0)) + name.substring(1);
        return AwsError.badRequest(
                "ValidationException",
                "1 validation error detected: Value null at '" + member
                        + "' failed to satisfy constraint: Member must not be null");
    }
}
