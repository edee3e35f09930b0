package dev.caravan.dynamodb;

import dev.caravan.failure.PermanentException;
import dev.caravan.record.Reason;
import dev.caravan.record.RejectedRecordException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/**
 * What a table demands of the attributes that it finds items by.
 *
 * @param key the table's own key attributes, partition key first; every item has them
 * @param indexed key attributes of its indexes; an item may lack them, but not hold something else there
 */
record TableKey(Map<String, Demand> key, Map<String, Demand> indexed) {

    /** DynamoDB: 2,048 bytes for a partition key, 1,024 for a sort key. */
    private static final int MAX_PARTITION_KEY_BYTES = 2048;

    private static final int MAX_SORT_KEY_BYTES = 1024;

    /**
     * @param type S, N or B
     * @param maxBytes most bytes of a string
     */
    record Demand(String type, int maxBytes) {}

    /** @throws PermanentException if the key holds bytes: no JSON value could ever be one */
    static TableKey of(TableDescription table) {
        Map<String, Demand> key = demands(table, table.keySchema());
        if (key.values().stream().anyMatch(demand -> demand.type().equals("B"))) {
            throw new PermanentException("Table " + table.tableName() + " has a binary key attribute among "
                    + key.keySet() + ", and JSON has no binary values. Use a table whose key is of strings or numbers");
        }
        Stream<KeySchemaElement> indexKeys = Stream.concat(
                table.globalSecondaryIndexes().stream()
                        .map(GlobalSecondaryIndexDescription::keySchema)
                        .flatMap(List::stream),
                table.localSecondaryIndexes().stream()
                        .map(LocalSecondaryIndexDescription::keySchema)
                        .flatMap(List::stream));
        return new TableKey(key, demands(table, indexKeys.toList()));
    }

    private static Map<String, Demand> demands(TableDescription table, List<KeySchemaElement> schema) {
        Map<String, Demand> demands = new LinkedHashMap<>();
        for (KeySchemaElement element : schema) {
            String type = table.attributeDefinitions().stream()
                    .filter(definition -> definition.attributeName().equals(element.attributeName()))
                    .map(AttributeDefinition::attributeTypeAsString)
                    .findFirst()
                    .orElseThrow();
            int maxBytes = element.keyType() == KeyType.HASH ? MAX_PARTITION_KEY_BYTES : MAX_SORT_KEY_BYTES;
            demands.merge(
                    element.attributeName(),
                    new Demand(type, maxBytes),
                    (one, other) -> one.maxBytes() < other.maxBytes() ? one : other);
        }
        return demands;
    }

    List<String> names() {
        return List.copyOf(key.keySet());
    }

    /** The key of an item; an item without one, or with what no key or index takes, is rejected. */
    Map<String, AttributeValue> of(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> found = new LinkedHashMap<>();
        key.forEach((name, demand) -> found.put(name, checked(name, demand, item.get(name))));
        indexed.forEach((name, demand) -> {
            if (item.containsKey(name)) {
                checked(name, demand, item.get(name));
            }
        });
        return found;
    }

    private static AttributeValue checked(String name, Demand demand, AttributeValue value) {
        if (value == null) {
            throw new RejectedRecordException(Reason.INVALID_KEY, "The key attribute " + name + " is missing");
        }
        String found = value.type().name();
        if (!found.equals(demand.type())) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY,
                    "The key attribute " + name + " has type " + found + ", the table wants " + demand.type());
        }
        int bytes = value.s() == null ? 0 : ItemSize.utf8(value.s());
        if (value.s() != null && (bytes == 0 || bytes > demand.maxBytes())) {
            throw new RejectedRecordException(
                    Reason.INVALID_KEY,
                    "The key attribute " + name + " has " + bytes + " bytes, DynamoDB takes 1 to " + demand.maxBytes());
        }
        return value;
    }
}
