package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.source.RouteFingerprint;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import org.apache.camel.ServiceStatus;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class ReplayTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final String group = SharedServices.uniqueName("group");
    private String topic;

    @BeforeEach
    void createTopic() {
        topic = SharedServices.createTopic(1);
    }

    @Test
    void aBatchThatWasPinnedAndNotAcknowledgedIsReplayedWithTheSameBoundaries() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 40);
        DeliveredBatch interrupted = pinAndAbandon();
        assertThat(interrupted.range()).isEqualTo("0-9");

        // When
        try (SourceRig next = rig().option("maxRecords", 1_000).start()) {
            await().atMost(LONG).until(() -> next.values().size() >= 40);

            // Then
            assertThat(next.delivered().get(0)).isEqualTo(interrupted);
            assertThat(next.values()).isEqualTo(sent);
        }
    }

    @Test
    void aBatchPinnedUnderOtherStepsStopsTheRouteAndNamesTheTwoChoices() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 20);
        pinAndAbandon();

        // When
        try (SourceRig next = rig().steps(
                        route -> route.setProperty("other").constant("step").process("sink"))
                .start()) {
            await().atMost(LONG).until(() -> next.routeStatus() == ServiceStatus.Stopped);

            // Then
            assertThat(next.delivered()).isEmpty();
            assertThat(next.source().failure().orElseThrow())
                    .contains("0 to 9", "old files", "onSettingsMismatch=accept");
        }
        assertThat(Topics.committed(group, topic, 0).metadata()).startsWith("v1;start=0;end=9;");
    }

    @Test
    void aBatchPinnedUnderOtherStepsIsDeliveredIfThatIsAccepted() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 20);
        pinAndAbandon();

        // When
        try (SourceRig next = rig().option("onSettingsMismatch", "accept")
                .steps(route -> route.setProperty("other").constant("step").process("sink"))
                .start()) {
            await().atMost(LONG).until(() -> next.values().size() >= 20);

            // Then
            assertThat(next.ranges(0).get(0)).isEqualTo("0-9");
        }
    }

    @Test
    void anOffsetWithMetadataOfAnotherProgramStopsTheRoute() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 20);
        Topics.commit(group, topic, 0, 5, "mirror:7");

        // When
        try (SourceRig rig = rig().start()) {
            await().atMost(LONG).until(() -> rig.source().failure().isPresent());

            // Then
            assertThat(rig.source().failure().orElseThrow()).contains("mirror:7", group, "kafka-consumer-groups");
            assertThat(rig.delivered()).isEmpty();
        }
    }

    @Test
    void aPinnedBatchThatRetentionHasShortenedKeepsItsBoundaries() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 20);
        pinAndAbandon();
        Topics.deleteBefore(topic, 0, 4);

        // When
        try (SourceRig next = rig().start()) {
            await().atMost(LONG).until(() -> next.values().size() >= 16);

            // Then
            assertThat(next.ranges(0).get(0)).isEqualTo("0-9");
            assertThat(next.values()).isEqualTo(sent.subList(4, 20));
        }
    }

    @Test
    void aPinnedBatchThatRetentionHasEmptiedIsAcknowledgedAndReadingGoesOn() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 20);
        pinAndAbandon();
        Topics.deleteBefore(topic, 0, 15);

        // When
        try (SourceRig next = rig().start()) {
            await().atMost(LONG).until(() -> next.values().size() >= 5);

            // Then
            assertThat(next.ranges(0)).startsWith("0-9", "10-19");
            assertThat(next.values()).isEqualTo(sent.subList(15, 20));
        }
    }

    @Test
    void aPinBeyondTheEndOfTheLogIsReplayedAsFarAsTheLogGoes() throws Exception {
        // Given
        List<String> sent = Topics.send(topic, 0, "v", 20);
        Topics.commit(group, topic, 0, 5, "v1;start=5;end=99;settings=" + fingerprint());

        // When
        try (SourceRig rig = rig().start()) {
            await().atMost(LONG).until(() -> rig.values().size() >= 15);

            // Then
            assertThat(rig.ranges(0)).containsExactly("5-19");
            assertThat(rig.values()).isEqualTo(sent.subList(5, 20));
            await().atMost(LONG).until(() -> Topics.committed(group, topic, 0).offset() == 20);
        }
    }

    @Test
    void anOffsetBeyondTheEndOfTheLogGoesOnAtTheEndAndSkipsNothingNew() throws Exception {
        // Given
        Topics.send(topic, 0, "v", 20);
        Topics.commit(group, topic, 0, 500, "");

        // When
        try (SourceRig rig = rig().start()) {
            await().atMost(LONG).until(rig::isCaughtUp);
            List<String> sent = Topics.send(topic, 0, "new", 5);
            await().atMost(LONG).until(() -> rig.values().size() >= 5);

            // Then
            assertThat(rig.values()).isEqualTo(sent);
            await().atMost(LONG).until(() -> Topics.committed(group, topic, 0).equals(new OffsetAndMetadata(25, "")));
        }
    }

    @Test
    void theLatestPositionIsCommittedAtOnceSoThatARestartSkipsNothing() throws Exception {
        // Given
        Topics.send(topic, 0, "old", 20);
        try (SourceRig rig = rig().option("startPosition", "latest").start()) {
            await().atMost(LONG).until(() -> Topics.committed(group, topic, 0) != null);
            rig.abandon();
        }
        List<String> sent = Topics.send(topic, 0, "new", 5);

        // When
        try (SourceRig rig = rig().option("startPosition", "latest").start()) {
            await().atMost(LONG).until(() -> rig.values().size() >= 5);

            // Then
            assertThat(rig.values()).isEqualTo(sent);
        }
    }

    /** A first owner that dies while its first batch of ten records is being written. */
    private DeliveredBatch pinAndAbandon() throws Exception {
        try (SourceRig first = rig().sink(SourceRig::hang).start()) {
            await().atMost(LONG).until(() -> first.delivered().size() == 1);
            first.abandon();
            assertThat(first.delivered()).hasSize(1);
            assertThat(Topics.committed(group, topic, 0).metadata()).startsWith("v1;start=0;end=9;");
            return first.delivered().get(0);
        }
    }

    private String fingerprint() throws Exception {
        try (SourceRig rig = new SourceRig(Topics.brokers(), SharedServices.createTopic(1), group + "-other").start()) {
            return RouteFingerprint.of(rig.context(), SourceRig.ROUTE);
        }
    }

    private SourceRig rig() {
        return new SourceRig(Topics.brokers(), topic, group).option("maxRecords", 10);
    }
}
