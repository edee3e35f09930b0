package dev.caravan.generate.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.PermanentException;
import dev.caravan.generate.TestProfiles;
import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.RecordSequence;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.truth.RunTruth;
import dev.caravan.generate.truth.Tally;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class KafkaTargetTest {

    private static final RunKey KEY =
            new RunKey("user-activity", TargetKind.KAFKA, 1, Instant.parse("2026-11-21T10:00:00Z"));
    private static final int PARTITIONS = 3;

    private final Tally tally = new Tally(Clock.systemUTC());

    @Test
    void everyRecordArrivesOnceUnderItsPartitionKey() throws Exception {
        // Given
        String topic = SharedServices.createTopic(PARTITIONS);
        Profile profile = TestProfiles.userActivity(TargetKind.KAFKA, 5_000);

        // When
        sendAll(topic, profile, properties());

        // Then
        assertThat(received(topic, 5_000)).isEqualTo(expected(profile));
        assertThat(truth(profile).complete()).isTrue();
        assertThat(truth(profile).sent()).isEqualTo(5_000);
    }

    @Test
    void aHundredThousandRecordsAreSentInOneGo() throws Exception {
        // Given
        String topic = SharedServices.createTopic(PARTITIONS);
        Profile profile = TestProfiles.userActivity(TargetKind.KAFKA, 100_000);

        // When
        sendAll(topic, profile, properties());

        // Then
        assertThat(truth(profile).sent()).isEqualTo(100_000);
        assertThat(truth(profile).good()).isEqualTo(99_000);
    }

    @Test
    void aRecordThatTheClientRefusesEndsTheRunAndIsNotCounted() {
        // Given
        String topic = SharedServices.createTopic(PARTITIONS);
        Profile profile = TestProfiles.userActivity(TargetKind.KAFKA, 10);
        Map<String, Object> small = new HashMap<>(properties());
        small.put("max.request.size", 100);

        // When / Then
        assertThatThrownBy(() -> sendAll(topic, profile, small))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("Kafka topic " + topic);
        assertThat(truth(profile).sent()).isZero();
        assertThat(truth(profile).uncertain()).isZero();
    }

    @Test
    void aBrokerThatIsNotThereEndsTheRunAndNothingIsUncertain() {
        // Given
        Profile profile = TestProfiles.userActivity(TargetKind.KAFKA, 10);
        Map<String, Object> nowhere = Map.of("bootstrap.servers", "127.0.0.1:1", "max.block.ms", 300);

        // When / Then
        assertThatThrownBy(() -> sendAll("topic", profile, nowhere))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("Kafka topic topic")
                .hasMessageContaining("Check that the broker runs");
        assertThat(truth(profile).uncertain()).isZero();
    }

    private static Map<String, Object> properties() {
        return Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers());
    }

    private void sendAll(String topic, Profile profile, Map<String, Object> properties) throws InterruptedException {
        RecordSequence records = new RecordSequence(profile, KEY);
        try (Target target = new KafkaTarget(properties, topic, tally)) {
            for (long index = 0; index < records.size(); index++) {
                target.send(records.record(index));
            }
            target.flush();
        }
    }

    private RunTruth truth(Profile profile) {
        return tally.truth(profile, KEY);
    }

    private static Map<String, Integer> received(String topic, int count) {
        Map<String, Integer> received = new HashMap<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(IntStream.range(0, PARTITIONS)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .collect(Collectors.toList()));
            consumer.seekToBeginning(consumer.assignment());
            Instant deadline = Clock.systemUTC().instant().plusSeconds(60);
            for (int seen = 0; seen < count; ) {
                assertThat(Clock.systemUTC().instant())
                        .as("the clock when %d of %d records were there", seen, count)
                        .isBefore(deadline);
                for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
                    received.merge(text(each.key()) + " " + text(each.value()), 1, Integer::sum);
                    seen++;
                }
            }
            assertThat(consumer.poll(Duration.ofMillis(200))).isEmpty();
        }
        return received;
    }

    private static Map<String, Integer> expected(Profile profile) {
        RecordSequence records = new RecordSequence(profile, KEY);
        Map<String, Integer> expected = new HashMap<>();
        for (long index = 0; index < records.size(); index++) {
            GeneratedRecord generated = records.record(index);
            expected.merge(generated.partitionKey() + " " + text(generated.data()), 1, Integer::sum);
        }
        return expected;
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
