package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** What happens to a stream while it is read, and where reading begins and stops in it; on KCL itself. */
@Timeout(120)
class KinesisLifeTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KinesisClient kinesis = KinesisServices.clients().kinesis();
    private final String application = SharedServices.uniqueName("app");
    private final Deliveries delivered = new Deliveries(application);

    @Test
    void aStreamThatIsDeletedWhileItIsReadStopsTheRouteAndSaysSo() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);

        // When
        try (SourceRig process = start(stream, Map.of(), delivered)) {
            awaitDelivered(3);
            kinesis.deleteStream(delete -> delete.streamName(stream));

            // Then
            await().atMost(PATIENCE)
                    .until(() -> process.context().getRouteController().getRouteStatus(SourceRig.ROUTE)
                            == ServiceStatus.Stopped);
            assertThat(process.source().failure().orElseThrow())
                    .contains("Shard shardId-000000000000 cannot be read to its end: There is no stream " + stream);
            assertThat(health(process)).isEqualTo(HealthCheck.State.DOWN);
        }
    }

    @Test
    void aStopInTheMiddleOfAClosedShardIsQuickAndLosesNothing() throws Exception {
        // Given a shard that is read in one answer to its end, and a sink that takes its first batch slowly
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 25);
        split(stream);
        CountDownLatch reached = new CountDownLatch(1);
        CountDownLatch sink = new CountDownLatch(1);
        SourceRig first = start(stream, Map.of("maxRecords", 10, "workerId", "first"), exchange -> {
            reached.countDown();
            sink.await();
            delivered.process(exchange);
        });
        reached.await();

        // When
        Instant begin = Instant.now();
        Thread stop = new Thread(first::close);
        stop.start();
        await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
        sink.countDown();
        stop.join();

        // Then
        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(20));
        try (SourceRig second = start(stream, Map.of("workerId", "first"), delivered)) {
            awaitDelivered(25);
        }
        assertThat(delivered.records()).isEqualTo(Written.records(1, 25));
    }

    @Test
    void leasesOfShardsThatComeLaterAreMarkedAsTheStreamsToo() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);

        // When
        try (SourceRig process = start(stream, Map.of(), delivered)) {
            await().atMost(PATIENCE).until(() -> process.source().isReading());
            split(stream);
            KinesisServices.put(stream, 1, 20);
            awaitDelivered(20);
        }

        // Then
        assertThat(List.of("shardId-000000000001", "shardId-000000000002"))
                .allSatisfy(shard -> assertThat(KinesisServices.lease(application, shard)
                                .get("caravanStream")
                                .s())
                        .startsWith(stream + "@"));
    }

    @Test
    void latestIsTheMomentOfTheFirstStartAlsoAfterARestartWithoutAcknowledgement() throws Exception {
        // Given
        String stream = KinesisServices.createStream(2);
        KinesisServices.put(stream, 1, 50);
        Map<String, Object> latest = Map.of("startPosition", "LATEST", "workerId", "first");
        try (SourceRig first = start(stream, latest, delivered)) {
            await().atMost(PATIENCE).until(() -> first.source().status().size() == 2);
        }

        // When
        KinesisServices.put(stream, 51, 60);
        try (SourceRig second = start(stream, latest, delivered)) {
            awaitDelivered(10);
        }

        // Then
        assertThat(delivered.records()).containsExactlyInAnyOrderElementsOf(Written.records(51, 60));
    }

    @Test
    void readingBeginsAtATimestamp() throws Exception {
        // Given
        String stream = KinesisServices.createStream(2);
        KinesisServices.put(stream, 1, 50);
        await().pollDelay(Duration.ofMillis(20)).until(() -> true);
        Instant start = Instant.now();
        KinesisServices.put(stream, 51, 60);

        // When
        try (SourceRig process =
                start(stream, Map.of("startPosition", "AT_TIMESTAMP", "startTimestamp", start), delivered)) {
            awaitDelivered(10);
        }

        // Then
        assertThat(delivered.records()).containsExactlyInAnyOrderElementsOf(Written.records(51, 60));
    }

    @Test
    void aRestartInTheMiddleOfAnAggregateGoesOnWithItsNextUserRecord() throws Exception {
        // Given a first owner that stops after 5 of 7 user records
        String stream = KinesisServices.createStream(1);
        byte[] aggregate = KplAggregate.of(Written.records(1, 7), "1");
        kinesis.putRecord(
                put -> put.streamName(stream).partitionKey("aggregate").data(SdkBytes.fromByteArray(aggregate)));
        CountDownLatch second = new CountDownLatch(1);
        try (SourceRig process =
                start(stream, Map.of("maxRecords", 5, "drainTimeout", 500, "workerId", "first"), exchange -> {
                    if (!delivered.records().isEmpty()) {
                        second.countDown();
                        throw new InterruptedException("This process dies here");
                    }
                    delivered.process(exchange);
                })) {
            second.await();
        }
        assertThat(KinesisServices.lease(application, "shardId-000000000000")
                        .get("checkpointSubSequenceNumber")
                        .n())
                .isEqualTo("4");

        // When
        try (SourceRig process = start(stream, Map.of("maxRecords", 1, "workerId", "first"), delivered)) {
            awaitDelivered(7);
        }

        // Then
        assertThat(delivered.records()).isEqualTo(Written.records(1, 7));
    }

    private SourceRig start(String stream, Map<String, Object> options, Processor sink) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of(
                "applicationName", application,
                "maxAge", 300,
                "idleTimeBetweenReads", 200,
                "failoverTime", 3000,
                "leaseAssignmentInterval", 500,
                "leaderLeaseDuration", 4000,
                "leaderHeartbeat", 1000));
        all.putAll(options);
        return new SourceRig(stream, all, sink);
    }

    private void split(String stream) {
        kinesis.splitShard(split -> split.streamName(stream)
                .shardToSplit("shardId-000000000000")
                .newStartingHashKey("170141183460469231731687303715884105728"));
        kinesis.waiter().waitUntilStreamExists(describe -> describe.streamName(stream));
    }

    private void awaitDelivered(int records) {
        await().atMost(PATIENCE).until(() -> delivered.records().size() >= records);
    }

    private static HealthCheck.State health(SourceRig process) {
        return HealthCheckRegistry.get(process.context())
                .getCheck("source-" + SourceRig.ROUTE)
                .orElseThrow()
                .call()
                .getState();
    }
}
