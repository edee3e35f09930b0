package dev.caravan.source.kinesis;

import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/**
 * The table that KCL 3.5.1 makes for a new application: one for leases, leader and worker metrics alike, with an index by
 * owner. Only applications of older versions have two more.
 */
public final class LeaseTableDefinition {

    /** KCL's names: DynamoDBLeaseSerializer and DynamoDBLeaseRefresher. */
    public static final String LEASE_KEY = "leaseKey";

    private static final String LEASE_OWNER = "leaseOwner";
    private static final String OWNER_INDEX = "LeaseOwnerToLeaseKeyIndex";

    private LeaseTableDefinition() {}

    /** The request that makes the table, billed per request. */
    public static CreateTableRequest of(String name) {
        GlobalSecondaryIndex byOwner = GlobalSecondaryIndex.builder()
                .indexName(OWNER_INDEX)
                .keySchema(key(LEASE_OWNER, KeyType.HASH), key(LEASE_KEY, KeyType.RANGE))
                .projection(Projection.builder()
                        .projectionType(ProjectionType.KEYS_ONLY)
                        .build())
                .build();
        return CreateTableRequest.builder()
                .tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(text(LEASE_KEY), text(LEASE_OWNER))
                .keySchema(key(LEASE_KEY, KeyType.HASH))
                .globalSecondaryIndexes(byOwner)
                .build();
    }

    private static KeySchemaElement key(String attribute, KeyType type) {
        return KeySchemaElement.builder().attributeName(attribute).keyType(type).build();
    }

    private static AttributeDefinition text(String attribute) {
        return AttributeDefinition.builder()
                .attributeName(attribute)
                .attributeType(ScalarAttributeType.S)
                .build();
    }
}
