package dev.caravan.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a JSON schema lets a value be; of several types the first that is not null, a text if it says none. */
enum JsonType {
    STRING,
    INTEGER,
    NUMBER,
    BOOLEAN,
    ARRAY,
    OBJECT;

    static JsonType of(JsonNode schema) {
        JsonNode type = schema.path("type");
        Stream<JsonNode> types = type.isArray() ? StreamSupport.stream(type.spliterator(), false) : Stream.of(type);
        return types.map(one -> one.asText().toUpperCase(Locale.ROOT))
                .flatMap(name ->
                        Arrays.stream(values()).filter(known -> known.name().equals(name)))
                .findFirst()
                .orElse(STRING);
    }
}
