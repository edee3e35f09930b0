package dev.caravan.dynamodb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.record.Reason;
import dev.caravan.record.RejectedRecordException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Maps JSON to DynamoDB's types without loss; what DynamoDB cannot hold is rejected, not rounded. */
final class AttributeValues {

    /** DynamoDB: 38 significant digits, magnitude 1E-130 to 9.99E+125. */
    private static final int MAX_DIGITS = 38;

    private static final int MAX_EXPONENT = 125;
    private static final int MIN_EXPONENT = -130;
    /** DynamoDB: 32 levels of lists and maps, the item itself being the first. */
    private static final int MAX_LEVELS = 31;
    /** DynamoDB takes 65,535, but the AWS SDK for Java reads no longer name: such an item could never be read. */
    private static final int MAX_NAME_BYTES = 50_000;

    private AttributeValues() {}

    static Map<String, AttributeValue> of(ObjectNode json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.properties()
                .forEach(field -> attributes.put(name(field.getKey()), of(field.getValue(), field.getKey(), 1)));
        return attributes;
    }

    /** @param level of the value, if it is a list or map: 1 for an attribute itself */
    private static AttributeValue of(JsonNode value, String field, int level) {
        if (value.isContainerNode() && level > MAX_LEVELS) {
            throw new RejectedRecordException(
                    Reason.TOO_DEEP,
                    "Field " + field + " is nested deeper than the " + MAX_LEVELS + " levels that DynamoDB takes");
        }
        return switch (value.getNodeType()) {
            case STRING -> AttributeValue.fromS(wellFormed(value.textValue(), field));
            case NUMBER -> AttributeValue.fromN(number(value.decimalValue(), field));
            case BOOLEAN -> AttributeValue.fromBool(value.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case OBJECT -> AttributeValue.fromM(members(value, field, level + 1));
            case ARRAY -> AttributeValue.fromL(elements(value, field, level + 1));
            default ->
                throw new RejectedRecordException(
                        Reason.WRONG_TYPE,
                        "Field " + field + " is " + value.getNodeType() + ", which JSON does not have");
        };
    }

    private static Map<String, AttributeValue> members(JsonNode object, String field, int level) {
        Map<String, AttributeValue> members = new LinkedHashMap<>();
        object.properties().forEach(member -> members.put(name(member.getKey()), of(member.getValue(), field, level)));
        return members;
    }

    private static List<AttributeValue> elements(JsonNode array, String field, int level) {
        List<AttributeValue> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(of(element, field, level)));
        return elements;
    }

    private static String name(String field) {
        if (field.isEmpty()) {
            throw new RejectedRecordException(
                    Reason.WRONG_TYPE, "A field has an empty name, which DynamoDB does not take");
        }
        int bytes = ItemSize.utf8(field);
        if (bytes > MAX_NAME_BYTES) {
            throw new RejectedRecordException(
                    Reason.TOO_LARGE, "A field's name has " + bytes + " bytes, at most " + MAX_NAME_BYTES);
        }
        return wellFormed(field, "(its name)");
    }

    /** On the wire half of a surrogate pair would become a question mark: another text, and for a key another item. */
    private static String wellFormed(String text, String field) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    throw new RejectedRecordException(
                            Reason.INVALID_UTF8,
                            "Field " + field + " holds half of a surrogate pair, which has no UTF-8 form");
                }
                i++;
            }
        }
        return text;
    }

    /** One text for one value, so that 100, 100.0 and 1e2 are one key. */
    private static String number(BigDecimal number, String field) {
        BigDecimal stripped = number.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        boolean fits = stripped.signum() == 0
                || (stripped.precision() <= MAX_DIGITS && exponent <= MAX_EXPONENT && exponent >= MIN_EXPONENT);
        if (!fits) {
            throw new RejectedRecordException(
                    Reason.WRONG_TYPE,
                    "The number in field " + field + " has " + stripped.precision()
                            + " digits or a magnitude that DynamoDB cannot hold (38 digits, 1E-130 to 9.9E+125)");
        }
        boolean whole = stripped.scale() < 0 && exponent < MAX_DIGITS;
        return whole ? stripped.toPlainString() : stripped.toString();
    }
}
