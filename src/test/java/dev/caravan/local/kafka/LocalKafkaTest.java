package dev.caravan.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class LocalKafkaTest {
    @TempDir
    Path directory;

    @Test
    void recordsOfACommittedTransactionOutliveARestart() throws Exception {
        // Given
        try (LocalKafka kafka = LocalKafka.start(directory, 0)) {
            create(kafka, "orders", 3);
            send(kafka, "orders", "first", true);
            send(kafka, "orders", "aborted", false);
        }

        // When
        try (LocalKafka kafka = LocalKafka.start(directory, 0)) {
            send(kafka, "orders", "second", true);

            // Then
            assertThat(read(kafka, "orders", 2)).containsExactly("first", "second");
        }
    }

    @Test
    void aTopicThatNobodyCreatedDoesNotComeIntoBeing() {
        // Given
        try (LocalKafka kafka = LocalKafka.start(directory, 0);
                KafkaProducer<String, String> producer = producer(kafka, Map.of("max.block.ms", 2000))) {
            // Then
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("no-such-topic", "x"))
                            .get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("no-such-topic");
            assertThatThrownBy(() -> describe(kafka, "no-such-topic"))
                    .hasCauseInstanceOf(UnknownTopicOrPartitionException.class);
        }
    }

    @Test
    void aTakenPortIsNamedTogetherWithWhoHoldsIt() {
        // Given
        try (LocalKafka kafka = LocalKafka.start(directory.resolve("one"), 0)) {
            // Then
            assertThatThrownBy(() -> LocalKafka.start(directory.resolve("two"), kafka.port()))
                    .isInstanceOf(LocalStartException.class)
                    .hasMessageContaining("Port " + kafka.port() + " for Kafka is taken")
                    .hasMessageContaining("process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void closingFreesThePortAndEndsTheThreads() {
        // Given
        List<String> before = liveThreads();
        LocalKafka kafka = LocalKafka.start(directory, 0);

        // When
        kafka.close();
        kafka.close();

        // Then
        assertThat(LoopbackPort.isFree(kafka.port())).isTrue();
        assertThat(liveThreads()).isEqualTo(before);
    }

    private static List<String> liveThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> !thread.isDaemon())
                .map(Thread::getName)
                .sorted()
                .toList();
    }

    private static void create(LocalKafka kafka, String topic, int partitions) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    private static void describe(LocalKafka kafka, String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.describeTopics(List.of(topic)).allTopicNames().get(30, TimeUnit.SECONDS);
        }
    }

    private static void send(LocalKafka kafka, String topic, String value, boolean commit) throws Exception {
        try (KafkaProducer<String, String> producer =
                producer(kafka, Map.of("transactional.id", "test-" + topic, "transaction.timeout.ms", 20000))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>(topic, 1, "key", value)).get(30, TimeUnit.SECONDS);
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    private static KafkaProducer<String, String> producer(LocalKafka kafka, Map<String, Object> more) {
        Map<String, Object> settings = new java.util.HashMap<>(more);
        settings.put("bootstrap.servers", kafka.bootstrapServers());
        return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    }

    private static List<String> read(LocalKafka kafka, String topic, int count) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "group.id", "readers",
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest");
        List<String> values = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of(topic));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (values.size() < count && System.nanoTime() < deadline) {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofSeconds(1))) {
                    values.add(record.value());
                }
            }
            consumer.commitSync();
        }
        return values;
    }
}
