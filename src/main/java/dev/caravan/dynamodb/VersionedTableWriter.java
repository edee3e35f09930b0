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
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;

/**
 * PutItem for each item, on the condition that the table holds no newer version. The same version may be written again:
 * a replay must not look like a stale write.
 */
record VersionedTableWriter(DynamoDbClient client, String table, Versioning versioning, Retry retry)
        implements TableWriter {

    @Override
    public List<Callable<List<ItemWrite>>> calls(Collection<ItemWrite> writes, Abandonment abandonment) {
        return writes.stream().map(write -> call(write, abandonment)).toList();
    }

    private Callable<List<ItemWrite>> call(ItemWrite write, Abandonment abandonment) {
        String what = "PutItem on table " + table;
        return () -> retry.untilDone(what, abandonment, () -> {
            try {
                client.putItem(request -> request.tableName(table)
                        .item(write.item())
                        .conditionExpression("attribute_not_exists(#version) OR #version <= :version")
                        .expressionAttributeNames(Map.of("#version", versioning.attribute()))
                        .expressionAttributeValues(
                                Map.of(":version", write.item().get(versioning.attribute()))));
                return List.of();
            } catch (ConditionalCheckFailedException e) {
                return List.of(write);
            } catch (SdkException e) {
                throw AwsFailures.classify(what, e);
            }
        });
    }
}
