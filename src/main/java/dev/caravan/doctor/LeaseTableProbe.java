package dev.caravan.doctor;

import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Reads the table with the leases of a stream's readers. It need not be there: the first reader makes it. */
record LeaseTableProbe(String table) implements Probe {

    private static final String INDEX = "LeaseOwnerToLeaseKeyIndex";
    private static final Map<String, AttributeValue> NOBODY =
            Map.of("leaseKey", AttributeValue.fromS("caravan-doctor"));

    @Override
    public String what() {
        return "lease table " + table;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        DynamoDbClient dynamoDb = access.clients().dynamoDb();
        String arn = access.arns().table(table);
        boolean there = attempts.make(
                        "dynamodb:DescribeTable",
                        arn,
                        () -> dynamoDb.describeTable(
                                request -> request.tableName(table).overrideConfiguration(Attempts.SHORT)),
                        ResourceNotFoundException.class::isInstance,
                        "not there yet: setup makes it, or run at its first start")
                .isPresent();
        if (there) {
            attempts.make(
                    "dynamodb:Scan",
                    arn,
                    () -> dynamoDb.scan(
                            request -> request.tableName(table).limit(1).overrideConfiguration(Attempts.SHORT)));
            attempts.make(
                    "dynamodb:GetItem",
                    arn,
                    () -> dynamoDb.getItem(
                            request -> request.tableName(table).key(NOBODY).overrideConfiguration(Attempts.SHORT)));
            attempts.make(
                    "dynamodb:Query",
                    access.arns().index(table, INDEX),
                    () -> dynamoDb.query(request -> request.tableName(table)
                            .indexName(INDEX)
                            .keyConditionExpression("leaseOwner = :owner")
                            .expressionAttributeValues(Map.of(":owner", AttributeValue.fromS("caravan-doctor")))
                            .limit(1)
                            .overrideConfiguration(Attempts.SHORT)));
        }
    }
}
