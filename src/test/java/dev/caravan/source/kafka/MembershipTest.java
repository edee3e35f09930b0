package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.record.SourcePartition;
import dev.caravan.source.kafka.StuckPolls.Stuck;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.ServiceStatus;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(150)
class MembershipTest {

    private static final Duration LONG = Duration.ofSeconds(60);
    private static final int PARTITIONS = 2;

    private final String group = SharedServices.uniqueName("group");
    private final String topic = SharedServices.createTopic(PARTITIONS);
    private final List<String> sent = new ArrayList<>();
    private int round;

    @ParameterizedTest
    @ValueSource(strings = {"cooperative-sticky", "range"})
    void aMemberWhosePollIsStuckTooLongAcknowledgesNothingThatItsSuccessorOwns(String assignor) throws Exception {
        // Given
        String client = SharedServices.uniqueName("client");
        try (SourceRig stuck = rig().option("assignor", assignor)
                        .option("maxPollInterval", 6000)
                        .option("additional.client.id", client)
                        .option("additional.interceptor.classes", StuckPolls.class.getName());
                SourceRig successor = rig().option("assignor", assignor)) {
            stuck.start();
            send();
            await().atMost(LONG).until(this::isAcknowledged);
            Stuck poll = StuckPolls.stick(client);
            send();
            assertThat(poll.entered().await(60, TimeUnit.SECONDS)).isTrue();

            // When
            successor.start();
            await().atMost(LONG).until(this::isAcknowledged);
            int writtenBefore = stuck.delivered().size();
            poll.letGo();
            send();
            await().atMost(LONG).until(this::isAcknowledged);

            // Then
            await().atMost(LONG)
                    .until(() -> stuck.source().status().size() == 1
                            && successor.source().status().size() == 1);
            send();
            await().atMost(LONG).until(this::isAcknowledged);
            assertThat(stuck.routeStatus()).isEqualTo(ServiceStatus.Started);
            assertThat(stuck.delivered()).hasSizeGreaterThan(writtenBefore);
            assertThat(written(stuck, successor)).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void aStaticMemberThatRestartsGoesOnWhereItWasAndNobodyTakesItsPartitionsMeanwhile() throws Exception {
        // Given
        try (SourceRig first = rig().option("groupInstanceId", "pod-0");
                SourceRig other = rig().option("groupInstanceId", "pod-1");
                SourceRig again = rig().option("groupInstanceId", "pod-0")) {
            first.start();
            other.start();
            await().atMost(LONG)
                    .until(() -> first.source().status().size() == 1
                            && other.source().status().size() == 1);
            send();
            await().atMost(LONG).until(this::isAcknowledged);
            SourcePartition kept = other.source().status().get(0).partition();

            // When
            first.close();
            send();
            again.start();
            await().atMost(LONG).until(this::isAcknowledged);

            // Then
            assertThat(other.source().status()).hasSize(1);
            assertThat(other.source().status().get(0).partition()).isEqualTo(kept);
            assertThat(other.delivered().stream().map(DeliveredBatch::partition).distinct())
                    .hasSize(1);
            assertThat(written(first, other, again)).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void aSecondProcessWithTheSameStaticIdStopsTheFirstWhichSaysSo() throws Exception {
        // Given
        try (SourceRig first = rig().option("groupInstanceId", "pod-0").start();
                SourceRig second = rig().option("groupInstanceId", "pod-0")) {
            send();
            await().atMost(LONG).until(this::isAcknowledged);

            // When
            second.start();
            await().atMost(LONG).until(() -> first.routeStatus() == ServiceStatus.Stopped);
            send();
            await().atMost(LONG).until(this::isAcknowledged);

            // Then
            assertThat(first.source().failure().orElseThrow()).contains("the same groupInstanceId", "unique");
            assertThat(written(first, second)).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @Test
    void oneOfTwoProcessesWithTheSameTransactionalIdStopsAndSaysSo() throws Exception {
        // Given
        String replica = SharedServices.createTopic(1);
        try (SourceRig first = transactional(replica).start();
                SourceRig second = transactional(replica).start()) {
            await().atMost(LONG)
                    .until(() -> first.source().status().size() == 1
                            && second.source().status().size() == 1);

            // When
            send();
            await().atMost(LONG)
                    .until(() -> first.source().failure().isPresent()
                            || second.source().failure().isPresent());

            // Then
            String why = Stream.of(first, second)
                    .flatMap(rig -> rig.source().failure().stream())
                    .findFirst()
                    .orElseThrow();
            assertThat(why).contains("pump-" + group + "-0", "the same transactionalId", "unique");
            await().atMost(LONG).until(this::isAcknowledged);
        }
        assertThat(Topics.readCommitted(replica, 1)).hasSameSizeAs(sent).doesNotHaveDuplicates();
    }

    private SourceRig transactional(String replica) {
        return rig().option("maxRecords", 2).option("transactionalId", "pump").steps(route -> route.to(
                        "kafka-batch:" + replica + "?brokers=" + Topics.brokers())
                .process("sink"));
    }

    /** What a store holds that creates an object for each batch id if there is none. */
    private static List<String> written(SourceRig... rigs) {
        Map<String, List<String>> objects = new HashMap<>();
        for (SourceRig rig : rigs) {
            for (DeliveredBatch batch : rig.delivered()) {
                List<String> before = objects.putIfAbsent(batch.id(), batch.values());
                assertThat(batch.values()).as(batch.id()).isEqualTo(before == null ? batch.values() : before);
            }
        }
        return objects.values().stream().flatMap(List::stream).toList();
    }

    private boolean isAcknowledged() {
        for (int partition = 0; partition < PARTITIONS; partition++) {
            OffsetAndMetadata committed = Topics.committed(group, topic, partition);
            if (committed == null || committed.offset() < sent.size() / PARTITIONS) {
                return false;
            }
        }
        return true;
    }

    private void send() throws Exception {
        round++;
        for (int partition = 0; partition < PARTITIONS; partition++) {
            sent.addAll(Topics.send(topic, partition, "r" + round + "p" + partition + "-", 50));
        }
    }

    private SourceRig rig() {
        return new SourceRig(Topics.brokers(), topic, group).option("maxRecords", 17);
    }
}
