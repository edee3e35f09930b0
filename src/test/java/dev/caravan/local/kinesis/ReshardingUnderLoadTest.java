package dev.caravan.local.kinesis;

import static dev.caravan.local.kinesis.KinesisFixture.KEY;
import static dev.caravan.local.kinesis.KinesisFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What a reader may rely on while producers write and the stream is resharded, with the client's own defaults. */
class ReshardingUnderLoadTest {

    private static final int PRODUCERS = 8;
    private static final int RECORDS_EACH = 120;

    @TempDir
    Path directory;

    @Test
    void parentsBeforeChildrenGivesEachRecordOnceAndEachKeyInOrder() throws Exception {
        // Given
        LocalKinesisSettings settings =
                LocalKinesisSettings.of(KEY, "eu-central-1").withDataDirectory(directory);
        try (LocalKinesis kinesis = LocalKinesis.start(settings);
                KinesisAsyncClient client = client(kinesis)) {
            client.createStream(create -> create.streamName(STREAM).shardCount(2))
                    .get(20, TimeUnit.SECONDS);

            // When
            List<CompletableFuture<Void>> producers = IntStream.range(0, PRODUCERS)
                    .mapToObj(producer -> produce(client, "key-" + producer, 0))
                    .toList();
            for (int target : new int[] {4, 3, 6, 3, 2}) {
                client.updateShardCount(update -> update.streamName(STREAM)
                                .targetShardCount(target)
                                .scalingType(ScalingType.UNIFORM_SCALING))
                        .get(20, TimeUnit.SECONDS);
            }
            for (CompletableFuture<Void> producer : producers) {
                producer.get(60, TimeUnit.SECONDS);
            }

            // Then
            Map<String, List<String>> found = readParentsFirst(client);
            List<String> expected =
                    IntStream.range(0, RECORDS_EACH).mapToObj(String::valueOf).toList();
            assertThat(found).hasSize(PRODUCERS).allSatisfy((key, data) -> assertThat(data)
                    .isEqualTo(expected));
        }
    }

    private static CompletableFuture<Void> produce(KinesisAsyncClient client, String key, int number) {
        if (number == RECORDS_EACH) {
            return CompletableFuture.completedFuture(null);
        }
        return client.putRecord(put ->
                        put.streamName(STREAM).partitionKey(key).data(SdkBytes.fromUtf8String(String.valueOf(number))))
                .thenCompose(done -> produce(client, key, number + 1));
    }

    private static Map<String, List<String>> readParentsFirst(KinesisAsyncClient client) throws Exception {
        List<String> waiting = new ArrayList<>();
        client.listShards(list ->
                        list.streamName(STREAM).shardFilter(filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON)))
                .get(20, TimeUnit.SECONDS)
                .shards()
                .forEach(shard -> waiting.add(shard.shardId()));
        Set<String> read = new HashSet<>();
        Map<String, List<String>> found = new LinkedHashMap<>();
        while (!waiting.isEmpty()) {
            String shard = waiting.remove(0);
            for (ChildShard child : readShard(client, shard, found)) {
                // a child waits until its last parent was read
                if (union(read, shard).containsAll(child.parentShards())) {
                    waiting.add(child.shardId());
                }
            }
            read.add(shard);
        }
        return found;
    }

    private static List<ChildShard> readShard(KinesisAsyncClient client, String shard, Map<String, List<String>> found)
            throws Exception {
        String iterator = client.getShardIterator(
                        get -> get.streamName(STREAM).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .get(20, TimeUnit.SECONDS)
                .shardIterator();
        GetRecordsResponse answer;
        do {
            String current = iterator;
            answer = client.getRecords(get -> get.shardIterator(current).limit(7))
                    .get(20, TimeUnit.SECONDS);
            answer.records().forEach(record -> found.computeIfAbsent(record.partitionKey(), key -> new ArrayList<>())
                    .add(record.data().asUtf8String()));
            iterator = answer.nextShardIterator();
        } while (iterator != null && answer.millisBehindLatest() > 0);
        return answer.childShards();
    }

    private static Set<String> union(Set<String> shards, String shard) {
        Set<String> all = new HashSet<>(shards);
        all.add(shard);
        return all;
    }

    private static KinesisAsyncClient client(LocalKinesis kinesis) {
        return KinesisAsyncClient.builder()
                .endpointOverride(kinesis.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(KEY.accessKeyId(), KEY.secretAccessKey())))
                .build();
    }
}
