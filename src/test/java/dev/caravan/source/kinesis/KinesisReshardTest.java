package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.source.SourceStatus;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

@Timeout(180)
class KinesisReshardTest {

    /** First and last half of the hash keys. */
    private static final String LOW = "1";

    private static final String HIGH = "170141183460469231731687303715884105729";

    private final KinesisClient kinesis = KinesisServices.clients().kinesis();
    private final String application = SharedServices.uniqueName("app");
    private final Deliveries delivered = new Deliveries(application);

    @Test
    void parentsAreReadToTheirEndBeforeTheirChildren() throws Exception {
        // Given KPL aggregates before, between and after a split and a merge
        String stream = KinesisServices.createStream(1);
        put(stream, LOW, 1, 7);
        put(stream, HIGH, 8, 14);
        kinesis.splitShard(split -> split.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
        kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
        put(stream, LOW, 15, 21);
        put(stream, HIGH, 22, 28);
        kinesis.mergeShards(merge -> merge.streamName(stream)
                .shardToMerge("shardId-000000000001")
                .adjacentShardToMerge("shardId-000000000002"));
        kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
        put(stream, LOW, 29, 35);

        // When
        try (SourceRig process = new SourceRig(
                stream,
                Map.of(
                        "applicationName",
                        application,
                        "maxRecords",
                        5,
                        "maxAge",
                        500,
                        "idleTimeBetweenReads",
                        200,
                        "leaseAssignmentInterval",
                        1000),
                delivered)) {
            await().atMost(Duration.ofMinutes(2)).until(() -> {
                List<SourceStatus> status = process.source().status();
                return delivered.records().size() == 35
                        && status.size() == 1
                        && status.get(0).isCaughtUp();
            });
        }

        // Then
        assertThat(delivered.records()).startsWith(records(1, 14)).endsWith(records(29, 35));
        assertThat(delivered.records()).containsExactlyInAnyOrder(records(1, 35));
        assertThat(delivered.ranges())
                .filteredOn(range -> range.startsWith("shardId-000000000000"))
                .hasSize(3);
        assertThat(delivered.ranges().get(0)).endsWith(".4");
        assertThat(delivered.unpinned()).isEmpty();
        assertThat(KinesisServices.lease(application, "shardId-000000000000")
                        .get("checkpoint")
                        .s())
                .isEqualTo("SHARD_END");
    }

    private void put(String stream, String hashKey, int first, int last) {
        byte[] aggregate = KplAggregate.of(List.of(records(first, last)), hashKey);
        kinesis.putRecord(put -> put.streamName(stream)
                .partitionKey("aggregate")
                .explicitHashKey(hashKey)
                .data(SdkBytes.fromByteArray(aggregate)));
    }

    private static String[] records(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "r" + n).toArray(String[]::new);
    }
}
