package dev.caravan.dynamodb;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Bytes that DynamoDB counts for an item, never less (Developer Guide, "DynamoDB item sizes and formats"): names and
 * strings in UTF-8, numbers about one byte for two digits, one byte for null and boolean, 3 bytes for a list or map and
 * 1 for each of its entries.
 */
final class ItemSize {

    private ItemSize() {}

    static int of(Map<String, AttributeValue> item) {
        int bytes = 0;
        for (Map.Entry<String, AttributeValue> attribute : item.entrySet()) {
            bytes += utf8(attribute.getKey()) + of(attribute.getValue());
        }
        return bytes;
    }

    private static int of(AttributeValue value) {
        return switch (value.type()) {
            case S -> utf8(value.s());
            case N -> value.n().length() / 2 + 3;
            case L ->
                3 + value.l().stream().mapToInt(element -> 1 + of(element)).sum();
            case M -> 3 + value.m().size() + of(value.m());
            case B -> value.b().asByteArrayUnsafe().length;
            default -> 1;
        };
    }

    static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
