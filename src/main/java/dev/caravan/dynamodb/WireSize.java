package dev.caravan.dynamodb;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Bytes of an item in a request, never less: DynamoDB's JSON has every value's type beside it, {@code {"N":"1"}}, and
 * control characters escaped.
 */
final class WireSize {

    /** Quotes, colon and comma around a name, braces around an item. */
    private static final int AROUND_NAME = 6;

    /** {@code {"BOOL":false},} is the longest. */
    private static final int AROUND_VALUE = 16;

    private WireSize() {}

    static long of(Map<String, AttributeValue> attributes) {
        long bytes = AROUND_NAME;
        for (Map.Entry<String, AttributeValue> attribute : attributes.entrySet()) {
            bytes += AROUND_NAME + text(attribute.getKey()) + of(attribute.getValue());
        }
        return bytes;
    }

    private static long of(AttributeValue value) {
        return AROUND_VALUE
                + switch (value.type()) {
                    case S -> text(value.s());
                    case N -> value.n().length();
                    case L -> value.l().stream().mapToLong(WireSize::of).sum();
                    case M -> of(value.m());
                    default -> 0L;
                };
    }

    private static long text(String text) {
        return ItemSize.utf8(text) + text.chars().mapToLong(WireSize::escape).sum();
    }

    /** What escaping adds: one for a backslash, five for a control character as six ASCII characters. */
    private static long escape(int character) {
        return character < ' ' ? 5 : character == '"' || character == '\\' ? 1 : 0;
    }
}
