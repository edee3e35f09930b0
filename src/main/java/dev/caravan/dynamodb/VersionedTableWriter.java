package dev.caravan.dynamodb;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Retry;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;

/**
 * PutItem for each item, on the condition that the table holds no newer version of the same partition. The same version
 * may be written again: a replay must not look like a stale write. Versions of two partitions, or of a recreated topic
 * or stream, have no order: the item is written, and the outcome says so.
 */
record VersionedTableWriter(DynamoDbClient client, String table, Versioning versioning, Retry retry)
        implements TableWriter {

    private static final String CONDITION =
            "attribute_not_exists(#version) OR NOT begins_with(#version, :order) OR #version <= :version";

    @Override
    public List<Callable<CallOutcome>> calls(Collection<ItemWrite> writes, Abandonment abandonment) {
        return writes.stream().map(write -> call(write, abandonment)).toList();
    }

    private Callable<CallOutcome> call(ItemWrite write, Abandonment abandonment) {
        String what = "PutItem on table " + table;
        AttributeValue version = write.item().get(versioning.attribute());
        String order = Versioning.order(version.s());
        return () -> retry.untilDone(what, abandonment, () -> {
            try {
                PutItemResponse answer = client.putItem(request -> request.tableName(table)
                        .item(write.item())
                        .conditionExpression(CONDITION)
                        .expressionAttributeNames(Map.of("#version", versioning.attribute()))
                        .expressionAttributeValues(Map.of(":version", version, ":order", AttributeValue.fromS(order)))
                        .returnValues(ReturnValue.ALL_OLD));
                AttributeValue replaced = answer.attributes().get(versioning.attribute());
                return replaced == null || (replaced.s() != null && replaced.s().startsWith(order))
                        ? CallOutcome.WRITTEN
                        : CallOutcome.WRITTEN_OVER_OTHER_ORDER;
            } catch (ConditionalCheckFailedException e) {
                return CallOutcome.refused(write);
            } catch (SdkException e) {
                throw AwsFailures.classify(what, e);
            }
        });
    }
}
