package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.local.kafka.SecuredKafka;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.SourceRecord;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.send.SendOutcome;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import dev.caravan.source.kafka.TopicWriter;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Whatever speaks to Kafka logs in with the properties {@code kafka.client.*}, and nobody reads the password. */
@Timeout(120)
class SecuredKafkaTest {

    private static final String PASSWORD = "correct-horse";
    private static final List<Logger> LOGGERS = Stream.of("org.apache.kafka", "org.apache.camel", "dev.caravan")
            .map(name -> (Logger) LoggerFactory.getLogger(name))
            .toList();

    @TempDir
    private static Path directory;

    private static SecuredKafka kafka;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @BeforeAll
    static void startWithTopics() throws Exception {
        kafka = SecuredKafka.start(directory.resolve("kafka"), PASSWORD);
        try (Admin admin = Admin.create(KafkaSettings.connection(settings(PASSWORD)))) {
            admin.createTopics(List.of(
                            new NewTopic("in", 1, (short) 1),
                            new NewTopic("out", 1, (short) 1),
                            new NewTopic("back", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void generateAndTheSourceAndTheSinkOfARouteLogIn() throws Exception {
        // Given
        Path routes = Files.createDirectories(directory.resolve("routes"));
        Files.writeString(routes.resolve("copy.yaml"), """
                - route:
                    id: copy
                    from:
                      uri: "kafka-batch:in"
                      parameters: { groupId: copy, maxAge: 200ms, transactionalId: copy }
                      steps:
                        - to: { uri: "kafka-batch:out" }
                """);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        logTo(log);

        // When
        CommandRun generated = generate(PASSWORD, "in", 20);
        List<String> copied;
        try (CaravanRuntime runtime = CaravanRuntime.start(settings(PASSWORD), routes, clients)) {
            copied = values("out", 20);
        } finally {
            logAsUsual();
        }

        // Then
        assertThat(generated.code()).as(generated.all()).isZero();
        assertThat(copied).hasSize(20);
        assertThat(log.list).hasSizeGreaterThan(10).noneMatch(event -> event.getFormattedMessage()
                .contains(PASSWORD));
    }

    @Test
    void whatDeadLettersAreSentBackWithLogsIn() throws Exception {
        // Given
        SourceRecord letter = new SourceRecord(
                new KafkaPosition(0), Instant.EPOCH, null, "again".getBytes(StandardCharsets.UTF_8), List.of());

        // When
        List<SendOutcome> outcomes;
        try (CaravanRuntime runtime = CaravanRuntime.withoutRoutes(settings(PASSWORD), clients);
                TopicWriter writer = TopicWriter.open(runtime.context(), "back")) {
            outcomes = writer.write(List.of(letter));
        }

        // Then
        assertThat(outcomes).singleElement().isInstanceOf(SendOutcome.Sent.class);
        assertThat(values("back", 1)).containsExactly("again");
    }

    @Test
    void aWrongPasswordIsSaidInOneLineThatDoesNotHoldIt() throws Exception {
        // When
        CommandRun run = generate("wrong-horse", "in", 1);

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("Authentication failed", "kafka.client.");
        assertThat(run.all()).doesNotContain("wrong-horse", "\tat ");
    }

    private CommandRun generate(String password, String topic, int records) throws IOException {
        List<String> line = new ArrayList<>(List.of(
                "generate",
                "generator/user-activity.yaml",
                "--only=kafka",
                "--records=" + records,
                "--truth=" + directory.resolve("truth.json")));
        Map<String, String> keys = new HashMap<>(keys(password));
        Path login = Files.writeString(directory.resolve("login"), keys.get("kafka.client.sasl.jaas.config") + "\n");
        keys.put("kafka.client.sasl.jaas.config", "{{file:" + login + "}}");
        keys.put("kafka.topic", topic);
        keys.put("aws.region", SharedServices.REGION.id());
        keys.forEach((key, value) -> line.addAll(List.of("--set", key + "=" + value)));
        return CommandRun.of(line.toArray(String[]::new));
    }

    private static Settings settings(String password) {
        return Settings.empty().with(keys(password), "the test");
    }

    private static Map<String, String> keys(String password) {
        Map<String, String> keys = new HashMap<>();
        keys.put("kafka.brokers", kafka.bootstrapServers());
        keys.put("camel.component.kafka-batch.brokers", "{{kafka.brokers}}");
        SecuredKafka.login(password).forEach((name, value) -> keys.put("kafka.client." + name, value));
        return keys;
    }

    private static List<String> values(String topic, int count) {
        List<String> values = new ArrayList<>();
        Map<String, Object> properties = new HashMap<>(KafkaSettings.connection(settings(PASSWORD)));
        properties.put("isolation.level", "read_committed");
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (values.size() < count && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(500))
                        .forEach(each -> values.add(new String(each.value(), StandardCharsets.UTF_8)));
            }
        }
        return values;
    }

    private static void logTo(ListAppender<ILoggingEvent> log) {
        log.start();
        for (Logger logger : LOGGERS) {
            logger.addAppender(log);
            logger.setLevel(Level.INFO);
            logger.setAdditive(false);
        }
    }

    private static void logAsUsual() {
        for (Logger logger : LOGGERS) {
            logger.detachAndStopAllAppenders();
            logger.setLevel(null);
            logger.setAdditive(true);
        }
    }
}
