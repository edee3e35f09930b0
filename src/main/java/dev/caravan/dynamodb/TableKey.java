package dev.caravan.dynamodb;

import dev.caravan.record.Reason;
import dev.caravan.record.RejectedRecordException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table's key attributes, partition key first, each with its type: S, N or B. */
record TableKey(Map<String, String> types) {

    /** DynamoDB: 2,048 bytes for a partition key, 1,024 for a sort key. */
    private static final int MAX_PARTITION_KEY_BYTES = 2048;

    private static final int MAX_SORT_KEY_BYTES = 1024;

    static TableKey of(TableDescription table) {
        Map<String, String> types = new LinkedHashMap<>();
        for (KeySchemaElement element : table.keySchema()) {
            types.put(
                    element.attributeName(),
                    table.attributeDefinitions().stream()
                            .filter(definition -> definition.attributeName().equals(element.attributeName()))
                            .map(AttributeDefinition::attributeTypeAsString)
                            .findFirst()
                            .orElseThrow());
        }
        return new TableKey(types);
    }

    List<String> names() {
        return List.copyOf(types.keySet());
    }

    /** The key of an item; an item without one, or with one of another type, is rejected. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> key = new LinkedHashMap<>();
        types.forEach((name, type) -> key.put(name, checked(name, type, item.get(name), key.isEmpty())));
        return key;
    }

    private static AttributeValue checked(String name, String type, AttributeValue value, boolean partitionKey) {
        if (value == null) {
            throw new RejectedRecordException(Reason.INVALID_KEY, "The key attribute " + name + " is missing");
        }
        String found = value.type().name();
        if (!found.equals(type)) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY,
                    "The key attribute " + name + " has type " + found + ", the table wants " + type);
        }
        int bytes = value.s() == null ? 0 : ItemSize.utf8(value.s());
        int max = partitionKey ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
        if (value.s() != null && (bytes == 0 || bytes > max)) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY,
                    "The key attribute " + name + " has " + bytes + " bytes, DynamoDB takes 1 to " + max);
        }
        return value;
    }
}
