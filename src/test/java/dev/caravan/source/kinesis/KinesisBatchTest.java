package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.source.BatchProperties;
import dev.caravan.source.SourceStatus;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** On KCL itself, the local Kinesis and DynamoDB Local. */
@Timeout(120)
class KinesisBatchTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String application = SharedServices.uniqueName("app");
    private final Deliveries delivered = new Deliveries(application);

    @Test
    void recordsOfAllShardsArriveOnceEachOverARestart() throws Exception {
        // Given
        String stream = KinesisServices.createStream(2);
        KinesisServices.put(stream, 1, 100);
        List<String> properties = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig process = start(stream, Map.of("maxRecords", 20), exchange -> {
            properties.add(exchange.getProperty(BatchProperties.SOURCE, String.class));
            delivered.process(exchange);
        })) {
            awaitCaughtUp(process, 2, 100);
            assertThat(process.source().isReading()).isTrue();
            process.context().getRouteController().suspendRoute(SourceRig.ROUTE);
            assertThat(process.source().isDrained()).isTrue();
            KinesisServices.put(stream, 101, 110);
            process.context().getRouteController().resumeRoute(SourceRig.ROUTE);
            awaitCaughtUp(process, 2, 110);
            KinesisServices.put(stream, 111, 113);
            await().atMost(PATIENCE)
                    .until(() -> pending(process) == 3 || delivered.records().size() == 113);
        }
        assertThat(delivered.records()).hasSize(113);
        KinesisServices.put(stream, 114, 150);
        try (SourceRig process = start(stream, Map.of("maxRecords", 7), delivered::process)) {
            awaitCaughtUp(process, 2, 150);
        }

        // Then
        assertThat(delivered.records()).containsExactlyInAnyOrderElementsOf(records(1, 150));
        assertThat(delivered.ranges()).doesNotHaveDuplicates();
        assertThat(delivered.unpinned()).isEmpty();
        assertThat(properties).containsOnly(stream);
        assertThat(KinesisServices.lease(application, "shardId-000000000001")).doesNotContainKey("pendingCheckpoint");
    }

    @Test
    void aFailingRouteIsRepeatedAndNothingIsAcknowledgedUntilTheNextOwnerSucceeds() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 25);
        Deliveries unacknowledged = new Deliveries(application);
        try (SourceRig first = start(stream, Map.of("maxRecords", 10, "drainTimeout", 500), exchange -> {
            unacknowledged.process(exchange);
            throw new RetryableException("The bucket throttles", null);
        })) {
            await().atMost(PATIENCE).until(() -> unacknowledged.ranges().size() >= 3);
            assertThat(first.source().status()).first().returns(true, shard -> shard.pending() >= 10);
        }
        assertThat(checkpoint()).isEqualTo("TRIM_HORIZON");

        // When
        try (SourceRig second = start(stream, Map.of("maxRecords", 4, "workerId", "second"), delivered::process)) {
            awaitCaughtUp(second, 1, 25);
        }

        // Then
        assertThat(unacknowledged.ranges()).containsOnly(delivered.ranges().get(0));
        assertThat(delivered.records()).isEqualTo(records(1, 25));
    }

    @Test
    void aBatchThatAStoppedSinkGaveUpIsDeliveredAgain() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 25);
        AtomicBoolean sinkIsStopped = new AtomicBoolean(true);

        // When
        try (SourceRig process = start(stream, Map.of("maxRecords", 10), exchange -> {
            delivered.process(exchange);
            if (sinkIsStopped.getAndSet(false)) {
                throw new AbandonedException("The sink is stopped");
            }
        })) {
            awaitCaughtUp(process, 1, 25);
        }

        // Then
        assertThat(delivered.ranges().get(1)).isEqualTo(delivered.ranges().get(0));
        assertThat(delivered.records()).isEqualTo(records(1, 25));
    }

    @Test
    void aShardThatAnotherWorkerTakesIsReplayedThereAndTheOldOwnersLateWriteAcknowledgesNothing() throws Exception {
        // Given a worker that has written its second batch and hangs before it can report that
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 25);
        CountDownLatch hang = new CountDownLatch(1);
        try (SourceRig first = start(stream, Map.of("maxRecords", 10), exchange -> {
            delivered.process(exchange);
            if (delivered.ranges().size() == 2) {
                hang.await();
            }
        })) {
            await().atMost(PATIENCE).until(() -> delivered.ranges().size() == 2);

            // When
            KinesisServices.give(application, "shardId-000000000000", "second");
            try (SourceRig second = start(stream, Map.of("maxRecords", 3, "workerId", "second"), delivered::process)) {
                awaitCaughtUp(second, 1, 25);
                String checkpoint = checkpoint();
                hang.countDown();
                await().atMost(PATIENCE).until(() -> first.source().status().isEmpty());
                assertThat(checkpoint()).isEqualTo(checkpoint);
            }
        }

        // Then
        assertThat(delivered.ranges().get(2)).isEqualTo(delivered.ranges().get(1));
        assertThat(delivered.records()).isEqualTo(records(1, 25));
    }

    @Test
    void aBatchThatCannotBeDeliveredStopsTheRouteAndTurnsReadinessRed() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);

        // When
        try (SourceRig process = start(stream, Map.of(), exchange -> {
            throw new PermanentException("No such bucket");
        })) {
            await().atMost(PATIENCE)
                    .until(() -> process.context().getRouteController().getRouteStatus(SourceRig.ROUTE)
                            == ServiceStatus.Stopped);

            // Then
            assertThat(process.source().failure())
                    .hasValueSatisfying(reason -> assertThat(reason).contains("No such bucket"));
            assertThat(process.source().isDrained()).isFalse();
            HealthCheck health = HealthCheckRegistry.get(process.context())
                    .getCheck("source-" + SourceRig.ROUTE)
                    .orElseThrow();
            assertThat(health.call().getState()).isEqualTo(HealthCheck.State.DOWN);
        }
        assertThat(checkpoint()).isEqualTo("TRIM_HORIZON");
    }

    @Test
    void anUnknownStreamFailsTheStartAndSaysWhere() {
        // When, Then
        assertThatThrownBy(() -> start("no-such-stream", Map.of(), exchange -> {}))
                .hasRootCauseInstanceOf(ResourceNotFoundException.class)
                .hasStackTraceContaining("There is no stream no-such-stream at http://127.0.0.1")
                .hasStackTraceContaining("us-east-1");
    }

    @Test
    void theLeaseTableOfAnotherStreamFailsTheStartAndSaysWhatToDo() throws Exception {
        // Given
        String stream = KinesisServices.createStream(1);
        KinesisServices.put(stream, 1, 3);
        try (SourceRig process = start(stream, Map.of(), delivered::process)) {
            awaitCaughtUp(process, 1, 3);
        }
        String other = KinesisServices.createStream(1);

        // When, Then
        assertThatThrownBy(() -> start(other, Map.of(), delivered::process))
                .hasCauseInstanceOf(PermanentException.class)
                .hasStackTraceContaining("The lease table " + application + " of applicationName=" + application
                        + " belongs to the stream " + stream + "@")
                .hasStackTraceContaining("not to " + other + "@")
                .hasStackTraceContaining("applicationName of its own")
                .hasStackTraceContaining("delete the table " + application);

        // And the one that was created anew under its name
        KinesisServices.createAnew(stream);
        assertThatThrownBy(() -> start(stream, Map.of(), delivered::process))
                .hasCauseInstanceOf(PermanentException.class)
                .hasStackTraceContaining("not to " + stream + "@");
    }

    private SourceRig start(String stream, Map<String, Object> options, SinkStep sink) throws Exception {
        Map<String, Object> all = new HashMap<>(Map.of(
                "applicationName",
                application,
                "workerId",
                "first",
                "maxAge",
                500,
                "idleTimeBetweenReads",
                200,
                "failoverTime",
                3000,
                "leaseAssignmentInterval",
                1000,
                "leaderLeaseDuration",
                4000,
                "leaderHeartbeat",
                1000));
        all.putAll(options);
        return new SourceRig(stream, all, sink::process);
    }

    private interface SinkStep {
        void process(Exchange exchange) throws Exception;
    }

    private void awaitCaughtUp(SourceRig process, int shards, int records) {
        await().atMost(PATIENCE).until(() -> {
            List<SourceStatus> status = process.source().status();
            return delivered.records().size() >= records
                    && status.size() == shards
                    && status.stream().allMatch(SourceStatus::isCaughtUp);
        });
    }

    private String checkpoint() {
        return KinesisServices.lease(application, "shardId-000000000000")
                .get("checkpoint")
                .s();
    }

    private static long pending(SourceRig process) {
        return process.source().status().stream()
                .mapToLong(SourceStatus::pending)
                .sum();
    }

    private static List<String> records(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "r" + n).toList();
    }
}
