package dev.caravan.source.kinesis;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** A local Kinesis and DynamoDB with clients, for all tests of this package. */
final class KinesisServices {

    private static final LocalKinesis KINESIS =
            LocalKinesis.start(LocalKinesisSettings.of(SharedServices.CREDENTIALS, SharedServices.REGION.id()));
    private static final AwsClients CLIENTS = new AwsClients(new AwsAccess(
            SharedServices.REGION,
            Map.of(
                    AwsService.KINESIS,
                    KINESIS.endpoint(),
                    AwsService.DYNAMODB,
                    SharedServices.dynamoDb().endpoint()),
            SharedServices.credentialsProvider()));

    private KinesisServices() {}

    static AwsClients clients() {
        return CLIENTS;
    }

    static URI kinesisEndpoint() {
        return KINESIS.endpoint();
    }

    static String createStream(int shards) {
        String stream = SharedServices.uniqueName("stream");
        CLIENTS.kinesis().createStream(create -> create.streamName(stream).shardCount(shards));
        CLIENTS.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
        return stream;
    }

    /** The stream is deleted, and created again under its name. */
    static void createAnew(String stream) {
        CLIENTS.kinesis().deleteStream(delete -> delete.streamName(stream));
        CLIENTS.kinesis().waiter().waitUntilStreamNotExists(describe -> describe.streamName(stream));
        CLIENTS.kinesis().createStream(create -> create.streamName(stream).shardCount(1));
        CLIENTS.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
    }

    /** Records {@code rFIRST} to {@code rLAST}, each with its text as partition key. */
    static void put(String stream, int first, int last) {
        List<PutRecordsRequestEntry> entries = IntStream.rangeClosed(first, last)
                .mapToObj(n -> PutRecordsRequestEntry.builder()
                        .partitionKey("r" + n)
                        .data(SdkBytes.fromUtf8String("r" + n))
                        .build())
                .toList();
        for (int from = 0; from < entries.size(); from += 500) {
            List<PutRecordsRequestEntry> page = entries.subList(from, Math.min(entries.size(), from + 500));
            CLIENTS.kinesis().putRecords(put -> put.streamName(stream).records(page));
        }
    }

    /** The item of one shard in the lease table. */
    static Map<String, AttributeValue> lease(String application, String shardId) {
        return CLIENTS.dynamoDb()
                .getItem(get -> get.tableName(application)
                        .key(Map.of("leaseKey", AttributeValue.fromS(shardId)))
                        .consistentRead(true))
                .item();
    }

    /** Another worker takes a lease, as the lease table sees it: another owner and another counter. */
    static void give(String application, String shardId, String worker) {
        CLIENTS.dynamoDb().updateItem(update -> update.tableName(application)
                .key(Map.of("leaseKey", AttributeValue.fromS(shardId)))
                .updateExpression("SET leaseOwner = :worker ADD leaseCounter :one")
                .expressionAttributeValues(
                        Map.of(":worker", AttributeValue.fromS(worker), ":one", AttributeValue.fromN("1"))));
    }
}
