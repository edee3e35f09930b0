package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.record.FileRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class KafkaThroughProxyTest {
    @TempDir
    static Path directory;

    private static LocalKafka kafka;
    private static TcpProxy proxy;

    private final String topic = SharedServices.uniqueName("topic");

    @BeforeAll
    static void start() throws Exception {
        int advertised = LoopbackPort.free();
        kafka = LocalKafka.start(directory, 0, advertised);
        proxy = TcpProxy.start(advertised, kafka.port());
    }

    @AfterAll
    static void close() throws Exception {
        proxy.close();
        kafka.close();
    }

    @BeforeEach
    void createTopic() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", LoopbackPort.address(proxy.port())))) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get(30, TimeUnit.SECONDS);
        }
    }

    @AfterEach
    void restore() throws Exception {
        proxy.restore();
    }

    @Test
    void clientsThatStartAtTheBrokerItselfAreSentToTheProxy() throws Exception {
        // Given
        proxy.refuse();
        proxy.resetPeers();

        try (KafkaProducer<String, String> producer = producer(kafka.bootstrapServers())) {
            // When
            Future<RecordMetadata> sent = producer.send(new ProducerRecord<>(topic, "one"));

            // Then
            assertThatThrownBy(() -> sent.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            proxy.restore();
            assertThat(sent.get(30, TimeUnit.SECONDS).offset()).isZero();
        }
    }

    @Test
    void whatABlackHoleHeldUpComesOnceTheLinkIsRestored() throws Exception {
        String servers = LoopbackPort.address(proxy.port());
        try (KafkaProducer<String, String> producer = producer(servers);
                KafkaConsumer<String, String> consumer = consumer(servers)) {
            // Given
            consumer.subscribe(List.of(topic));
            producer.send(new ProducerRecord<>(topic, "before")).get(30, TimeUnit.SECONDS);
            assertThat(read(consumer, 1, Duration.ofSeconds(30))).containsExactly("before");

            // When
            proxy.blackHole();
            Future<RecordMetadata> within = producer.send(new ProducerRecord<>(topic, "within"));

            // Then
            assertThatThrownBy(() -> within.get(2, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(read(consumer, 1, Duration.ofSeconds(1))).isEmpty();

            // When
            proxy.restore();

            // Then
            assertThat(within.get(30, TimeUnit.SECONDS).offset()).isOne();
            assertThat(read(consumer, 1, Duration.ofSeconds(30))).containsExactly("within");
        }
    }

    @Test
    void theBrokerIsNotCutOffFromItself() throws Exception {
        // Given
        Map<String, Object> transactional = settings(
                LoopbackPort.address(proxy.port()),
                Map.of("transactional.id", topic, "transaction.timeout.ms", 60_000));
        KafkaProducer<String, String> producer =
                new KafkaProducer<>(transactional, new StringSerializer(), new StringSerializer());
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(topic, "one")).get(30, TimeUnit.SECONDS);

        // When: the client knows of its commit before the marker that follows it could have passed the link.
        proxy.latency(Duration.ofMillis(500), Duration.ZERO, new Random(0));
        producer.commitTransaction();
        proxy.blackHole();

        // Then
        await().atMost(Duration.ofSeconds(10)).until(this::hasMarker);
        producer.close(Duration.ZERO);
    }

    private boolean hasMarker() throws IOException {
        Path log = directory.resolve(topic + "-0").resolve("00000000000000000000.log");
        try (FileRecords records = FileRecords.open(log.toFile())) {
            for (RecordBatch batch : records.batches()) {
                if (batch.isControlBatch()) {
                    return true;
                }
            }
        }
        return false;
    }

    private static KafkaProducer<String, String> producer(String servers) {
        return new KafkaProducer<>(
                settings(servers, Map.of("max.block.ms", 30_000)), new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> consumer(String servers) {
        return new KafkaConsumer<>(
                settings(servers, Map.of("group.id", "readers", "auto.offset.reset", "earliest")),
                new StringDeserializer(),
                new StringDeserializer());
    }

    private static Map<String, Object> settings(String servers, Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", servers);
        settings.put("request.timeout.ms", 20_000);
        return settings;
    }

    private static List<String> read(KafkaConsumer<String, String> consumer, int count, Duration limit) {
        List<String> values = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (values.size() < count && System.nanoTime() < deadline) {
            for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                values.add(record.value());
            }
        }
        return values;
    }
}
