package dev.caravan.provision.dynamodb;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A table of items with a key attribute, a string, billed by the request. */
final class KeyedTable {

    private KeyedTable() {}

    static CreateTableRequest of(String name, String key) {
        return unsorted(name, key).build();
    }

    /** With a second key attribute, a string too, by which items of one key are sorted. */
    static CreateTableRequest of(String name, String key, String sortKey) {
        CreateTableRequest unsorted = unsorted(name, key).build();
        List<KeySchemaElement> keys = new ArrayList<>(unsorted.keySchema());
        keys.add(KeySchemaElement.builder()
                .attributeName(sortKey)
                .keyType(KeyType.RANGE)
                .build());
        List<AttributeDefinition> attributes = new ArrayList<>(unsorted.attributeDefinitions());
        attributes.add(attribute(sortKey));
        return unsorted.toBuilder()
                .keySchema(keys)
                .attributeDefinitions(attributes)
                .build();
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static CreateTableRequest.Builder unsorted(String name, String key) {
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName(key)
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(attribute(key));
    }
}
