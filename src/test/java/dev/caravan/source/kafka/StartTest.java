package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.source.BatchSource;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class StartTest {

    private final String group = SharedServices.uniqueName("group");

    @Test
    void anUnknownTopicFailsTheStartAndIsNamedWithTheBrokers() {
        // Given
        try (SourceRig rig = new SourceRig(Topics.brokers(), "no-such-topic", group)) {

            // Then
            assertThatThrownBy(rig::start)
                    .hasStackTraceContaining(
                            "PermanentException: Describing topic no-such-topic at " + Topics.brokers())
                    .hasStackTraceContaining("Create the topic, or correct its name or the brokers");
        }
    }

    @Test
    void anUnknownTopicToSendToFailsTheStart() {
        // Given
        String topic = SharedServices.createTopic(1);
        try (SourceRig rig = new SourceRig(Topics.brokers(), topic, group)
                .steps(route -> route.to("kafka-batch:no-such-replica?brokers=" + Topics.brokers()))) {

            // Then
            assertThatThrownBy(rig::start).hasStackTraceContaining("Describing topic no-such-replica");
        }
    }

    @Test
    void theNewerGroupProtocolIsRefusedWithTheReason() {
        // Given
        try (SourceRig rig =
                new SourceRig(Topics.brokers(), "any", group).option("additional.group.protocol", "consumer")) {

            // Then
            assertThatThrownBy(rig::start)
                    .hasStackTraceContaining("PermanentException: group.protocol=consumer is refused")
                    .hasStackTraceContaining("doubles records");
        }
    }

    @Test
    void aPropertyThatTheProtocolRestsOnIsRefused() {
        // Given
        try (SourceRig rig =
                new SourceRig(Topics.brokers(), "any", group).option("additional.enable.auto.commit", "true")) {

            // Then
            assertThatThrownBy(rig::start).hasStackTraceContaining("enable.auto.commit cannot be set here");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"earliest", "latest"})
    void aPartitionThatIsAddedWhileTheTopicIsReadIsReadFromItsBeginning(String startPosition) throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        try (SourceRig rig = new SourceRig(Topics.brokers(), topic, group)
                .option("startPosition", startPosition)
                .option("additional.metadata.max.age.ms", 500)
                .start()) {
            await().atMost(Duration.ofSeconds(60)).until(rig::isCaughtUp);

            // When
            SharedServices.kafkaAdmin()
                    .createPartitions(Map.of(topic, NewPartitions.increaseTo(2)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
            List<String> sent = Topics.send(topic, 1, "v", 5);
            await().atMost(Duration.ofSeconds(60)).until(() -> Topics.committed(group, topic, 1) != null);

            // Then
            await().atMost(Duration.ofSeconds(60)).until(() -> rig.values().equals(sent));
        }
    }

    @Test
    void aBrokerThatIsNotUpYetIsWaitedForWhileTheContextStarts(@TempDir Path directory) throws Exception {
        // Given
        int port;
        try (LocalKafka kafka = LocalKafka.start(directory, 0)) {
            port = kafka.port();
            create(kafka, "orders");
        }
        try (SourceRig rig = new SourceRig("127.0.0.1:" + port, "orders", group).start()) {
            assertThat(rig.source().isReading()).isFalse();
            assertThat(rig.source().failure()).isEmpty();

            // When
            try (LocalKafka kafka = LocalKafka.start(directory, port)) {
                send(kafka, "orders", "first");

                // Then
                await().atMost(Duration.ofSeconds(60)).until(() -> rig.values().equals(List.of("first")));
                assertThat(rig.source().isReading()).isTrue();
                rig.close();
            }
        }
    }

    @Test
    void aStopWhileWaitingForTheBrokerIsQuick(@TempDir Path directory) throws Exception {
        // Given
        int port;
        try (LocalKafka kafka = LocalKafka.start(directory, 0)) {
            port = kafka.port();
        }

        // When
        try (SourceRig rig = new SourceRig("127.0.0.1:" + port, "orders", group).start()) {
            long before = System.nanoTime();
            BatchSource source = rig.source();
            rig.close();

            // Then
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(9));
            assertThat(source.isDrained()).isTrue();
        }
    }

    private static void create(LocalKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(LocalKafka kafka, String topic, String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get(30, TimeUnit.SECONDS);
        }
    }
}
