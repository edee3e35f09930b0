package dev.caravan.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.measure.Measures;
import dev.caravan.observe.Metrics;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import dev.caravan.trace.OtlpReceiver.Received;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A route from a topic to another one, on the embedded broker. */
@Timeout(120)
class TracingTest {

    private static final String ROUTE = """
            - route:
                id: copy
                description: Copies a topic.
                from:
                  uri: "kafka-batch:%s"
                  parameters:
                    brokers: "%s"
                    groupId: "%s"
                    transactionalId: "%s"
                    maxRecords: 3
                    maxAge: 300
                  steps:
                    - to:
                        id: send
                        uri: "kafka-batch:%s"
                        parameters:
                          brokers: "%s"
                          headers: traceparent
            """;

    @TempDir
    private Path directory;

    private final String brokers = SharedServices.kafka().bootstrapServers();
    private final String topic = SharedServices.createTopic(1);
    private final String replica = SharedServices.createTopic(1);
    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @BeforeEach
    void writeRoute() throws IOException {
        Files.writeString(
                directory.resolve("copy.yaml"),
                ROUTE.formatted(topic, brokers, "group-" + topic, "tx-" + topic, replica, brokers));
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void eachBatchOfATopicIsASpanLinkedToThoseOfTheProducersWhichTheReplicaTopicKeeps() throws Exception {
        // Given
        List<String> sent = List.of(
                TracedBatches.sampled(1),
                TracedBatches.notSampled(2),
                TracedBatches.sampled(3),
                TracedBatches.sampled(4),
                TracedBatches.sampled(4),
                TracedBatches.sampled(5));
        send(sent);

        // When
        try (OtlpReceiver receiver = new OtlpReceiver()) {
            Metrics metrics = new Metrics();
            Settings settings =
                    settings(Map.of("tracing.endpoint", receiver.endpoint().toString()));
            List<String> copied;
            try (CaravanRuntime ignored = CaravanRuntime.start(settings, directory, clients, metrics)) {
                copied = traceparentsOfReplica(sent.size());
            }

            // Then
            assertThat(receiver.spans())
                    .extracting(Received::links)
                    .containsExactly(
                            List.of(TracedBatches.link(1), TracedBatches.link(3)),
                            List.of(TracedBatches.link(4), TracedBatches.link(5)));
            assertThat(receiver.spans()).allSatisfy(span -> assertThat(span.attributes())
                    .containsEntry("messaging.destination.name", topic)
                    .containsEntry("caravan.route", "copy"));
            assertThat(copied).isEqualTo(sent);
        }
    }

    @Test
    void withoutAnEndpointNobodyMakesSpans() {
        // When
        try (CaravanRuntime runtime = CaravanRuntime.start(settings(Map.of()), directory, clients)) {
            // Then
            assertThat(runtime.context().getRegistry().findByType(Measures.class))
                    .noneMatch(BatchSpans.class::isInstance);
        }
    }

    private static Settings settings(Map<String, String> values) {
        return Settings.empty().with(values, "the test");
    }

    private void send(List<String> traceparents) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", brokers), new StringSerializer(), new StringSerializer())) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (String traceparent : traceparents) {
                ProducerRecord<String, String> record = new ProducerRecord<>(topic, "key", "{}");
                record.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
                answers.add(producer.send(record));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
        }
    }

    private List<String> traceparentsOfReplica(int count) {
        List<String> copied = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", brokers, "isolation.level", "read_committed"),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(replica, 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, String> record : consumer.poll(Duration.ofMillis(200))) {
                    copied.add(new String(
                            record.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8));
                }
                return copied.size() >= count;
            });
        }
        return copied;
    }
}
