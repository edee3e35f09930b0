package dev.caravan.generate.verify;

import dev.caravan.generate.truth.Totals;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/** The items of the DynamoDB table: one for each different event id, no other. */
final class ItemCheck {
    private final DynamoDbClient client;
    private final String table;
    private final Totals totals;

    ItemCheck(DynamoDbClient client, String table, Totals totals) {
        this.client = client;
        this.table = table;
        this.totals = totals;
    }

    Check run(String name) {
        Expected expected = Expected.of(totals.distinctIds(), totals.uncertain());
        if (!IdComparison.possible(totals)) {
            return Check.of(name, expected, count(), "");
        }
        String key = totals.idColumn().orElseThrow();
        IdComparison comparison = IdComparison.of(totals, true);
        long found = 0;
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .projectionExpression("#id")
                .expressionAttributeNames(Map.of("#id", key))
                .build();
        for (ScanResponse page : client.scanPaginator(scan)) {
            found += page.count();
            for (Map<String, AttributeValue> item : page.items()) {
                comparison.found(item.containsKey(key) ? item.get(key).s() : null, 1);
            }
        }
        String differences = comparison.differences();
        return new Check(
                name,
                expected.toString(),
                Long.toString(found),
                expected.matches(found) && differences.isEmpty(),
                differences);
    }

    private long count() {
        ScanRequest scan = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .select(Select.COUNT)
                .build();
        return client.scanPaginator(scan).stream()
                .mapToLong(ScanResponse::count)
                .sum();
    }
}
