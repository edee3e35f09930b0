package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(150)
class RebalanceTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final int PARTITIONS = 4;

    private final String group = SharedServices.uniqueName("group");
    private final String topic = SharedServices.createTopic(PARTITIONS);
    private final List<String> sent = new ArrayList<>();
    private int round;

    @ParameterizedTest
    @ValueSource(strings = {"cooperative-sticky", "range"})
    void membersComeAndGoAndEveryRangeIsTheSameForAllWhoWriteIt(String assignor) throws Exception {
        // Given
        try (SourceRig first = rig(assignor).start();
                SourceRig second = rig(assignor)) {
            send();
            await().atMost(LONG).until(() -> first.values().size() > 100);

            // When
            second.start();
            await().atMost(LONG).until(() -> !second.source().status().isEmpty());
            send();
            await().atMost(LONG).until(() -> !second.delivered().isEmpty());
            send();
            second.close();
            send();
            await().atMost(LONG).until(this::isAcknowledged);
            first.close();

            // Then
            assertThat(written(first, second)).containsExactlyInAnyOrderElementsOf(sent);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cooperative-sticky", "range"})
    void aMemberThatIsAbandonedLeavesItsPinnedBatchesToTheOthers(String assignor) throws Exception {
        // Given
        send();
        try (SourceRig first = rig(assignor).sink(SourceRig::hang).start();
                SourceRig second = rig(assignor)) {
            await().atMost(LONG).until(() -> first.delivered().size() == PARTITIONS);

            // When
            second.start();
            send();
            first.abandon();
            await().atMost(LONG).until(this::isAcknowledged);
            second.close();

            // Then
            assertThat(written(first, second)).containsExactlyInAnyOrderElementsOf(sent);
        }
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
            sent.addAll(Topics.send(topic, partition, "r" + round + "p" + partition + "-", 200));
        }
    }

    private SourceRig rig(String assignor) {
        return new SourceRig(Topics.brokers(), topic, group)
                .option("assignor", assignor)
                .option("maxRecords", 17);
    }
}
