package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(90)
class KafkaSourceTest {

    private static final Duration LONG = Duration.ofSeconds(40);

    private final String group = SharedServices.uniqueName("group");

    @Test
    void everyRecordOfTwelvePartitionsArrivesOnceAndIsAcknowledged() throws Exception {
        // Given
        String topic = SharedServices.createTopic(12);
        List<String> sent = new ArrayList<>();
        for (int partition = 0; partition < 12; partition++) {
            sent.addAll(Topics.send(topic, partition, "p" + partition + "-", 250));
        }

        // When
        try (SourceRig rig =
                rig(topic).option("maxRecords", 100).option("consumers", 2).start()) {
            await().atMost(LONG).until(() -> rig.values().size() >= sent.size() && rig.isCaughtUp());

            // Then
            assertThat(rig.values()).containsExactlyInAnyOrderElementsOf(sent);
            assertThat(rig.delivered())
                    .allSatisfy(batch -> assertThat(batch.values()).hasSizeLessThanOrEqualTo(100));
            for (int partition = 0; partition < 12; partition++) {
                assertThat(Topics.committed(group, topic, partition).offset()).isEqualTo(250);
            }
        }
    }

    private SourceRig rig(String topic) {
        return new SourceRig(Topics.brokers(), topic, group);
    }
}
