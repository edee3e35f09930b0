package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.PermanentException;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceHealthCheck;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.ServiceStatus;
import org.apache.camel.health.HealthCheck;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LifeCycleTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final String group = SharedServices.uniqueName("group");
    private final String topic = SharedServices.createTopic(1);

    @Test
    void stoppingWritesAndAcknowledgesWhatIsBuffered() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 25);
        try (SourceRig rig =
                rig().option("maxRecords", 10).option("maxAge", 3_600_000).start()) {
            BatchSource source = rig.source();
            await().atMost(LONG)
                    .until(() ->
                            rig.values().size() == 20 && source.status().get(0).pending() == 5);

            // When
            rig.close();

            // Then
            assertThat(rig.values()).isEqualTo(sent);
            assertThat(source.isDrained()).isTrue();
            assertThat(source.isReading()).isFalse();
            assertThat(Topics.committed(group, topic, 0)).isEqualTo(new OffsetAndMetadata(25, ""));
        }
    }

    @Test
    void aStopHasNoMoreToWriteThanAFewBatchesHoweverMuchWaitsInTheTopic() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 2_000);
        try (SourceRig rig = rig().option("maxRecords", 10)
                .sink(batch -> batch.abandonment().pause(Duration.ofMillis(200), "a slow sink"))
                .start()) {
            BatchSource source = rig.source();
            await().atMost(LONG).until(() -> rig.delivered().size() == 1);

            // When
            rig.close();

            // Then
            assertThat(source.isDrained()).isTrue();
            assertThat(rig.delivered()).hasSizeLessThan(10);
        }
    }

    @Test
    void aStopThatRunsOutOfTimeAcknowledgesNothingMoreAndSaysSo() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 5);
        try (SourceRig rig =
                rig().option("drainTimeout", 500).sink(SourceRig::hang).start()) {
            BatchSource source = rig.source();
            await().atMost(LONG).until(() -> rig.delivered().size() == 1);

            // When
            rig.close();

            // Then
            assertThat(source.isDrained()).isFalse();
            assertThat(Topics.committed(group, topic, 0).metadata()).startsWith("v1;start=0;end=4;");
        }
    }

    @Test
    void aSuspendedSourceDrainsReadsNothingAndGoesOnWhenItIsResumed() throws Exception {
        // Given
        Topics.send(topic, 0, "before", 5);
        try (SourceRig rig = rig().option("maxAge", 3_600_000).start()) {
            await().atMost(LONG).until(() -> pending(rig) == 5);

            // When
            rig.context().getRouteController().suspendRoute(SourceRig.ROUTE);

            // Then
            assertThat(rig.values()).hasSize(5);
            assertThat(rig.source().isDrained()).isTrue();
            assertThat(Topics.committed(group, topic, 0).offset()).isEqualTo(5);
            Topics.send(topic, 0, "meanwhile", 3);
            await().during(Duration.ofSeconds(1)).until(() -> rig.values().size() == 5 && pending(rig) == 0);
            rig.context().getRouteController().resumeRoute(SourceRig.ROUTE);
            await().atMost(LONG).until(() -> pending(rig) == 3);
        }
    }

    @Test
    void whatASuspendedSourceCouldNotFinishIsReplayedWhenItIsResumed() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 5);
        CountDownLatch resumed = new CountDownLatch(1);
        try (SourceRig rig = rig().option("drainTimeout", 300)
                .sink(batch -> {
                    if (resumed.getCount() > 0) {
                        SourceRig.hang(batch);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> rig.delivered().size() == 1);
            rig.context().getRouteController().suspendRoute(SourceRig.ROUTE, 5, TimeUnit.SECONDS);
            assertThat(rig.source().isDrained()).isFalse();

            // When
            resumed.countDown();
            rig.context().getRouteController().resumeRoute(SourceRig.ROUTE);

            // Then
            await().atMost(LONG).until(() -> Topics.committed(group, topic, 0).equals(new OffsetAndMetadata(5, "")));
            assertThat(rig.ranges(0)).containsExactly("0-4", "0-4");
            assertThat(rig.delivered().get(1).values()).isEqualTo(sent);
        }
    }

    @Test
    void aPermanentFailureStopsTheRouteWithoutAcknowledgingAndTurnsHealthRed() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 5);
        try (SourceRig rig = rig().sink(batch -> {
                    throw new PermanentException("Access to bucket lake is denied");
                })
                .start()) {
            BatchSource source = rig.source();

            // When
            await().atMost(LONG).until(() -> rig.routeStatus() == ServiceStatus.Stopped);

            // Then
            assertThat(rig.delivered()).hasSize(1);
            assertThat(source.failure().orElseThrow())
                    .contains(SourceRig.ROUTE, "0 to 4", "Access to bucket lake is denied");
            assertThat(source.isDrained()).isFalse();
            HealthCheck.Result health = new SourceHealthCheck(SourceRig.ROUTE, source, System::nanoTime).call();
            assertThat(health.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(health.getMessage().orElseThrow()).contains("Access to bucket lake is denied");
            assertThat(Topics.committed(group, topic, 0).offset()).isZero();
        }
    }

    @Test
    void aStoppedRouteStartsAgainWhereItWas() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 5);
        try (SourceRig rig = rig().start()) {
            await().atMost(LONG).until(() -> rig.values().size() == 5);
            rig.context().getRouteController().stopRoute(SourceRig.ROUTE);

            // When
            Topics.send(topic, 0, "w", 2);
            rig.context().getRouteController().startRoute(SourceRig.ROUTE);

            // Then
            await().atMost(LONG).until(() -> rig.values().size() >= 7);
            assertThat(rig.values().subList(0, 5)).isEqualTo(sent);
            assertThat(rig.values().subList(5, 7)).containsExactly("w0", "w1");
        }
    }

    @Test
    void aTopicThatIsDeletedWhileItIsReadStopsTheRoute() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 5);
        try (SourceRig rig = rig().option("additional.metadata.max.age.ms", 500).start()) {
            await().atMost(LONG).until(() -> rig.values().size() == 5 && rig.isCaughtUp());

            // When
            SharedServices.kafkaAdmin().deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);

            // Then
            await().atMost(LONG).until(() -> rig.source().failure().isPresent());
            assertThat(rig.source().failure().orElseThrow()).contains(topic, "Create the topic");
        }
    }

    @Test
    void aTopicThatIsCreatedAgainAtOnceStopsTheRouteSinceItWouldSkipRecords() throws Exception {
        // Given
        Topics.send(topic, 0, "old", 5);
        try (SourceRig rig = rig().start()) {
            await().atMost(LONG).until(() -> rig.values().size() == 5 && rig.isCaughtUp());

            // When
            SharedServices.kafkaAdmin().deleteTopics(List.of(topic)).all().get(30, TimeUnit.SECONDS);
            SharedServices.kafkaAdmin()
                    .createTopics(List.of(new NewTopic(topic, 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            Topics.send(topic, 0, "new", 20);

            // Then
            await().atMost(LONG).until(() -> rig.source().failure().isPresent());
            assertThat(rig.source().failure().orElseThrow())
                    .contains(topic)
                    .containsAnyOf("deleted and created again", "Create the topic");
        }
    }

    private static long pending(SourceRig rig) {
        return rig.source().status().stream()
                .mapToLong(status -> status.pending())
                .sum();
    }

    private SourceRig rig() {
        return new SourceRig(Topics.brokers(), topic, group);
    }
}
