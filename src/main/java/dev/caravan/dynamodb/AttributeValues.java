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

    private AttributeValues() {}

    static Map<String, AttributeValue> of(ObjectNode json) {
        Map<String, AttributeValue> attributes = new LinkedHashMap<>();
        json.properties().forEach(field -> attributes.put(field.getKey(), of(field.getValue(), field.getKey())));
        return attributes;
    }

    private static AttributeValue of(JsonNode value, String field) {
        return switch (value.getNodeType()) {
            case STRING -> AttributeValue.fromS(value.textValue());
            case NUMBER -> AttributeValue.fromN(number(value.decimalValue(), field));
            case BOOLEAN -> AttributeValue.fromBool(value.booleanValue());
            case NULL -> AttributeValue.fromNul(true);
            case OBJECT -> AttributeValue.fromM(of((ObjectNode) value));
            case ARRAY -> AttributeValue.fromL(elements(value, field));
            default ->
                throw new RejectedRecordException(
                        Reason.WRONG_TYPE,
                        "Field " + field + " is " + value.getNodeType() + ", which JSON does not have");
        };
    }

    private static List<AttributeValue> elements(JsonNode array, String field) {
        List<AttributeValue> elements = new ArrayList<>(array.size());
        array.forEach(element -> elements.add(of(element, field)));
        return elements;
    }

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
        return number.toString();
    }
}
