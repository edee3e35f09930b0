package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of events by their id. */
final class TableContent {

    private static final String KEY = "event_id";

    private TableContent() {}

    static String create() {
        return create(SharedServices.uniqueName("table"));
    }

    static String create(String table) {
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(KEY)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName(KEY)
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        return table;
    }

    static Map<String, Event> of(String table) {
        Map<String, Event> items = new HashMap<>();
        for (Map<String, AttributeValue> item : SharedServices.dynamoDbClient()
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()) {
            items.put(
                    text(item, KEY),
                    new Event(text(item, KEY), text(item, "user_id"), text(item, "action"), text(item, "timestamp")));
        }
        return items;
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : "";
    }
}
