package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.RetryableException;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourceRecord;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaSourceTest {

    private static final Duration LONG = Duration.ofSeconds(60);

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
                assertThat(Topics.committed(group, topic, partition)).isEqualTo(new OffsetAndMetadata(250, ""));
            }
        }
    }

    @Test
    void anEmptyTopicIsReadWithoutBatchesAndAnIdlePartitionIsFlushedByItsAge() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        try (SourceRig rig = rig(topic).start()) {
            await().atMost(LONG).until(rig::isCaughtUp);
            assertThat(rig.delivered()).isEmpty();

            // When
            Topics.send(topic, 0, "v", 3);

            // Then
            await().atMost(LONG).until(() -> rig.ranges(0).contains("0-2"));
            await().atMost(LONG).until(() -> Topics.committed(group, topic, 0).offset() == 3);
        }
    }

    @Test
    void aBatchHoldsAtMostTheConfiguredBytes() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        List<String> sent = Topics.send(topic, 0, "0123456789".repeat(10), 50);

        // When
        try (SourceRig rig = rig(topic).option("maxBytes", 1000).start()) {
            await().atMost(LONG).until(() -> rig.values().size() >= 50);

            // Then
            assertThat(rig.values()).isEqualTo(sent);
            assertThat(rig.delivered())
                    .allSatisfy(batch -> assertThat(batch.values()).hasSizeLessThanOrEqualTo(4));
        }
    }

    @Test
    void theBoundariesAreCommittedBeforeTheRouteIsCalled() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        Topics.send(topic, 0, "v", 30);
        List<OffsetAndMetadata> seen = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig(topic)
                .option("maxRecords", 10)
                .sink(batch -> seen.add(Topics.committed(group, topic, 0)))
                .start()) {
            await().atMost(LONG).until(() -> seen.size() == 3);

            // Then
            assertThat(seen).extracting(OffsetAndMetadata::offset).containsExactly(0L, 10L, 20L);
            assertThat(seen.get(1).metadata()).startsWith("v1;start=10;end=19;settings=");
        }
    }

    @Test
    void aFailingRouteIsRepeatedInPlaceAndNothingIsAcknowledgedMeanwhile() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        List<String> sent = Topics.send(topic, 0, "v", 20);
        AtomicInteger attempts = new AtomicInteger();
        List<Long> acknowledged = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig(topic)
                .option("maxRecords", 10)
                .sink(batch -> {
                    acknowledged.add(Topics.committed(group, topic, 0).offset());
                    if (attempts.incrementAndGet() <= 3) {
                        throw new RetryableException("The sink is throttled", null);
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> rig.ranges(0).contains("10-19"));

            // Then
            assertThat(rig.ranges(0)).containsExactly("0-9", "0-9", "0-9", "0-9", "10-19");
            assertThat(acknowledged).containsExactly(0L, 0L, 0L, 0L, 10L);
            assertThat(rig.values().subList(30, 50)).isEqualTo(sent);
        }
    }

    @Test
    void tombstonesHeadersAndARecordOfOneMegabyteArriveAsTheyWereSent() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        byte[] large = new byte[1_000_000];
        large[999_999] = 7;
        try (KafkaProducer<byte[], byte[]> producer = Topics.producer(Map.of())) {
            producer.send(new ProducerRecord<>(topic, 0, 1_700_000_000_000L, Topics.bytes("gone"), (byte[]) null))
                    .get(30, TimeUnit.SECONDS);
            ProducerRecord<byte[], byte[]> withHeaders =
                    new ProducerRecord<>(topic, 0, 1_700_000_000_001L, null, large);
            withHeaders.headers().add("traceparent", Topics.bytes("00-1")).add("empty", null);
            producer.send(withHeaders).get(30, TimeUnit.SECONDS);
        }
        List<SourceRecord> records = new CopyOnWriteArrayList<>();

        // When
        try (SourceRig rig = rig(topic)
                .sink(batch -> {
                    for (BatchRecord record : batch) {
                        records.add(record.source());
                    }
                })
                .start()) {
            await().atMost(LONG).until(() -> records.size() == 2);

            // Then
            assertThat(rig.deadLetters()).isEmpty();
            assertThat(records.get(0).key()).isEqualTo(Topics.bytes("gone"));
            assertThat(records.get(0).value()).isNull();
            assertThat(records.get(0).arrivalTime()).isEqualTo(Instant.ofEpochMilli(1_700_000_000_000L));
            assertThat(records.get(1).key()).isNull();
            assertThat(records.get(1).value()).isEqualTo(large);
            assertThat(records.get(1).headers())
                    .containsExactly(
                            new RecordHeader("traceparent", Topics.bytes("00-1")), new RecordHeader("empty", null));
        }
    }

    @Test
    void controlRecordsAreAcknowledgedAndAbortedRecordsAreNotRead() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        Topics.sendInTransaction(topic, List.of("a", "b"), true);
        Topics.sendInTransaction(topic, List.of("x", "y"), false);

        // When
        try (SourceRig rig = rig(topic).start()) {
            await().atMost(LONG).until(() -> {
                OffsetAndMetadata committed = Topics.committed(group, topic, 0);
                return committed != null && committed.offset() == 6;
            });

            // Then
            assertThat(rig.values()).containsExactly("a", "b");
        }
    }

    private SourceRig rig(String topic) {
        return new SourceRig(Topics.brokers(), topic, group);
    }
}
