package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.PermanentException;
import java.time.Instant;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;

/**
 * Writes on the leases of a table whose they are: {@code STREAM@CREATION-TIME}. Shards of all streams have the same ids,
 * and KCL would offer the sequence numbers of one stream to another without end.
 *
 * <p>The mark is an attribute of each lease, which KCL 3.5.1 leaves as it is; an item of its own KCL would read as a
 * lease. Leases that KCL adds later are marked when their shard is opened.
 */
final class StreamClaim implements ShardClaim {

    private static final Logger LOG = LoggerFactory.getLogger(StreamClaim.class);

    private static final String MARK = "caravanStream";

    private final DynamoDbAsyncClient dynamoDb;
    private final String table;
    private final String application;
    private final StreamLookup stream;
    private final Instant streamCreated;
    private final String mark;

    StreamClaim(
            DynamoDbAsyncClient dynamoDb,
            String table,
            String application,
            StreamLookup stream,
            Instant streamCreated) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.table = requireNonNull(table, "table");
        this.application = requireNonNull(application, "application");
        this.stream = requireNonNull(stream, "stream");
        this.streamCreated = requireNonNull(streamCreated, "streamCreated");
        this.mark = stream.name() + "@" + streamCreated;
    }

    /** Marks all leases that nobody has marked; {@link PermanentException} if one belongs to another stream. */
    void take() {
        ScanRequest request = ScanRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .filterExpression("(attribute_not_exists(entityType) OR entityType = :lease)"
                        + " AND (attribute_not_exists(" + MARK + ") OR " + MARK + " <> :mark)")
                .projectionExpression("leaseKey, " + MARK)
                .expressionAttributeValues(
                        Map.of(":lease", AttributeValue.fromS("LEASE"), ":mark", AttributeValue.fromS(mark)))
                .build();
        try {
            Map<String, AttributeValue> last;
            do {
                ScanResponse page = AwsCall.await(dynamoDb.scan(request));
                page.items().forEach(this::refuseOthers);
                page.items().forEach(this::mark);
                last = page.lastEvaluatedKey();
                request = request.toBuilder().exclusiveStartKey(last).build();
            } while (!last.isEmpty());
        } catch (SdkException e) {
            throw AwsFailures.classify("Comparing the leases in the table " + table + " with " + mark, e);
        }
    }

    @Override
    public void opened(String shardId) {
        Map<String, AttributeValue> lease = Map.of("leaseKey", AttributeValue.fromS(shardId));
        try {
            mark(lease);
        } catch (SdkException e) {
            throw AwsFailures.classify(
                    "Marking the lease of " + shardId + " in the table " + table + " with " + mark, e);
        }
    }

    @Override
    public void ended(String shardId) {
        Instant created;
        try {
            created = stream.creationTime();
        } catch (PermanentException e) {
            throw new PermanentException("Shard " + shardId + " cannot be read to its end: " + e.getMessage(), e);
        }
        if (!created.equals(streamCreated)) {
            throw new PermanentException("Shard " + shardId + " cannot be read to its end: the stream " + mark
                    + " (name and time of creation) is gone, one of its name was created at " + created
                    + ". Start the route again with an applicationName of its own, or, if nobody reads the old stream,"
                    + " delete the table " + table + "; reading begins at startPosition then");
        }
    }

    private void mark(Map<String, AttributeValue> lease) {
        Map<String, AttributeValue> key = Map.of("leaseKey", lease.get("leaseKey"));
        try {
            AwsCall.await(dynamoDb.updateItem(update -> update.tableName(table)
                    .key(key)
                    .updateExpression("SET " + MARK + " = :mark")
                    .conditionExpression("attribute_exists(leaseKey) AND attribute_not_exists(" + MARK + ")")
                    .expressionAttributeValues(Map.of(":mark", AttributeValue.fromS(mark)))));
        } catch (ConditionalCheckFailedException e) {
            LOG.debug("The lease {} is marked already, or was removed", key);
            refuseOthers(AwsCall.await(dynamoDb.getItem(
                            get -> get.tableName(table).key(key).consistentRead(true)))
                    .item());
        }
    }

    private void refuseOthers(Map<String, AttributeValue> lease) {
        AttributeValue found = lease.get(MARK);
        if (found != null && !found.s().equals(mark)) {
            throw new PermanentException("The lease table " + table + " of applicationName=" + application
                    + " belongs to the stream " + found.s() + ", not to " + mark
                    + " (name and time of creation): one application reads one stream. Give this route an"
                    + " applicationName of its own, or, if the stream was created anew and nobody reads the old one,"
                    + " delete the table " + table + "; reading begins at startPosition then");
        }
    }
}
