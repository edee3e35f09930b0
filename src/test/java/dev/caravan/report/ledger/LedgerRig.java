package dev.caravan.report.ledger;

import dev.caravan.testing.SharedServices;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** A ledger's table on the embedded DynamoDB. */
public final class LedgerRig {

    public static final Duration LEASE = Duration.ofSeconds(60);

    private LedgerRig() {}

    /** A new table; returns its name. */
    public static String createTable() {
        String name = SharedServices.uniqueName("reports");
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(name)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(key(ReportLedger.PARTITION_KEY, KeyType.HASH), key(ReportLedger.SORT_KEY, KeyType.RANGE))
                .attributeDefinitions(text(ReportLedger.PARTITION_KEY), text(ReportLedger.SORT_KEY)));
        return name;
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static AttributeDefinition text(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    public static ReportLedger ledger(String table, Clock clock, String owner) {
        return ledger(SharedServices.dynamoDbClient(), table, clock, owner);
    }

    public static ReportLedger ledger(DynamoDbClient client, String table, Clock clock, String owner) {
        return new ReportLedger(new LedgerTable(client, table), clock, owner, LEASE);
    }
}
