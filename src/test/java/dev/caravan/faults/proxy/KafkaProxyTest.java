package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class KafkaProxyTest {

    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir
    static Path directory;

    private static LocalKafka kafka;
    private static KafkaProxy proxy;

    private final String topic = SharedServices.uniqueName("topic");
    private final TopicPartition partition = new TopicPartition(topic, 0);

    @BeforeAll
    static void start() throws Exception {
        int advertised = LoopbackPort.free();
        kafka = LocalKafka.start(directory, 0, advertised);
        proxy = KafkaProxy.start(advertised, kafka.port());
    }

    @AfterAll
    static void close() throws Exception {
        proxy.close();
        kafka.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", servers()))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void aCommitWhoseReplyIsLostHasHappened() {
        try (KafkaConsumer<String, String> consumer = consumer()) {
            // Given
            consumer.assign(List.of(partition));
            consumer.commitSync(Map.of(partition, new OffsetAndMetadata(3)));
            KafkaRule rule = proxy.loseReply(request -> request.api() == ApiKeys.OFFSET_COMMIT);

            // When
            consumer.commitAsync(Map.of(partition, new OffsetAndMetadata(7)), null);
            await().atMost(LONG).pollInSameThread().until(() -> {
                consumer.poll(Duration.ofMillis(50));
                return rule.hits() > 0;
            });
            rule.remove();

            // Then
            assertThat(consumer.committed(Set.of(partition)).get(partition).offset())
                    .isEqualTo(7);
        }
    }

    @Test
    void aProducedRecordWhoseReplyIsLostStandsThereOnce() throws Exception {
        try (KafkaProducer<String, String> producer = producer();
                KafkaConsumer<String, String> consumer = consumer()) {
            // Given
            KafkaRule rule =
                    proxy.loseReply(request -> request.api() == ApiKeys.PRODUCE && request.contains("planted"));

            // When
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, "planted"));
            await().atMost(LONG).until(() -> rule.hits() > 0);
            rule.remove();

            // Then
            assertThat(sent.get(30, TimeUnit.SECONDS).offset()).isZero();
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 1L);
        }
    }

    @Test
    void aHeldRequestHasNotHappenedAndAHeldReplyHas() throws Exception {
        try (KafkaProducer<String, String> producer = producer();
                KafkaConsumer<String, String> consumer = consumer()) {
            // Given
            Hold door = new Hold();
            Hold answer = new Hold();
            KafkaRule first = proxy.hold(request -> request.contains("first"), door);
            KafkaRule second = proxy.holdReply(request -> request.contains("second"), answer);

            // When
            Future<RecordMetadata> one = producer.send(new ProducerRecord<>(topic, "first"));
            door.reached();

            // Then
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 0L);
            door.release();
            assertThat(one.get(30, TimeUnit.SECONDS).offset()).isZero();

            // When
            Future<RecordMetadata> two = producer.send(new ProducerRecord<>(topic, "second"));
            answer.reached();

            // Then
            assertThat(consumer.endOffsets(List.of(partition))).containsEntry(partition, 2L);
            assertThat(two).isNotDone();
            answer.release();
            assertThat(two.get(30, TimeUnit.SECONDS).offset()).isOne();
            first.remove();
            second.remove();
        }
    }

    private static String servers() {
        return LoopbackPort.address(proxy.port());
    }

    private static KafkaProducer<String, String> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", servers()), new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer() {
        return new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        servers(),
                        "group.id",
                        SharedServices.uniqueName("group"),
                        "enable.auto.commit",
                        false),
                new StringDeserializer(),
                new StringDeserializer());
    }
}
