package dev.caravan.report.ledger;

import dev.caravan.testing.SharedServices;
import java.time.Clock;
import java.time.Duration;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
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
                .keySchema(
                        key -> key.attributeName(ReportLedger.PARTITION_KEY).keyType(KeyType.HASH),
                        key -> key.attributeName(ReportLedger.SORT_KEY).keyType(KeyType.RANGE))
                .attributeDefinitions(
                        attribute -> attribute
                                .attributeName(ReportLedger.PARTITION_KEY)
                                .attributeType(ScalarAttributeType.S),
                        attribute -> attribute
                                .attributeName(ReportLedger.SORT_KEY)
                                .attributeType(ScalarAttributeType.S)));
        return name;
    }

    public static ReportLedger ledger(String table, Clock clock, String owner) {
        return ledger(SharedServices.dynamoDbClient(), table, clock, owner);
    }

    public static ReportLedger ledger(DynamoDbClient client, String table, Clock clock, String owner) {
        return new ReportLedger(new LedgerTable(client, table), clock, owner, LEASE);
    }
}
