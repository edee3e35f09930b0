package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.deadletter.DeadLetterBucket;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;

/** Real routes from a topic and from a stream into the lake, and the way back of what they reject. */
@Timeout(300)
@ExtendWith(LocalKeys.class)
class WayBackTest {

    private static final Duration LONG = Duration.ofSeconds(90);
    private static final String GOOD = "{\"id\":1,\"age\":30}";
    private static final String BAD = "{\"id\":2,\"age\":\"forty\"}";

    @TempDir
    private Path directory;

    private final DeadLetterBucket bucket = new DeadLetterBucket();
    private final DeadLetterCommands commands = new DeadLetterCommands(bucket);
    private final String topic = SharedServices.createTopic(1);
    private final String stream = SharedServices.createStream(1);
    private final AwsClients clients = new AwsClients(new AwsAccess(
            SharedServices.REGION,
            Map.of(
                    AwsService.S3,
                    SharedServices.s3().endpoint(),
                    AwsService.KINESIS,
                    SharedServices.kinesis().endpoint(),
                    AwsService.DYNAMODB,
                    SharedServices.dynamoDb().endpoint(),
                    AwsService.CLOUDWATCH,
                    URI.create("http://127.0.0.1:1")),
            SharedServices.credentialsProvider()));

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aRecordThatFailsAgainIsCountedAndARepairedOneIsInTheLakeOnce() throws Exception {
        // Given: a schema that is too narrow, and what it rejects
        schema("\"integer\"");
        writeRoutes();
        send(GOOD);
        send(BAD);
        try (CaravanRuntime runtime = start()) {
            awaitReplays("0", "0");

            // When: it is replayed although nothing was repaired, twice
            CommandRun first = commands.run("replay");
            awaitReplays("0", "0", "1", "1");
            CommandRun second = commands.run("replay");
            awaitReplays("0", "0", "1", "1", "2", "2");
            CommandRun third = commands.run("replay", "--max-replays", "2");

            // Then: it says how often it came back, and stops at the limit
            assertThat(first.err()).as(first.all()).contains("replay: 2 sent");
            assertThat(second.err()).as(second.all()).contains("replay: 2 sent, 2 already replayed");
            assertThat(third.code()).as(third.all()).isEqualTo(1);
            assertThat(third.err()).contains("replay: 4 already replayed, 2 limit reached");
            assertThat(runtime.stop()).isTrue();
        }

        // When: the schema is widened and what came back last is replayed
        schema("[\"integer\", \"string\"]");
        try (CaravanRuntime runtime = start()) {
            CommandRun repaired = commands.run("replay");
            assertThat(repaired.err()).as(repaired.all()).contains("replay: 2 sent, 4 already replayed");
            await().atMost(LONG).untilAsserted(() -> assertThat(lake()).hasSizeGreaterThanOrEqualTo(4));
            send("{\"id\":3,\"age\":1}");
            await().atMost(LONG).untilAsserted(() -> assertThat(lake()).hasSizeGreaterThanOrEqualTo(6));
            assertThat(runtime.stop()).isTrue();
        }

        // Then: once in the lake of each route, and no new dead letter
        assertThat(lake())
                .containsExactlyInAnyOrder(GOOD, GOOD, BAD, BAD, "{\"id\":3,\"age\":1}", "{\"id\":3,\"age\":1}");
        assertThat(replays()).hasSize(6);
    }

    /** Of all dead letters, in the order of their arrival: each round's arrive together. */
    private void awaitReplays(String... counts) {
        await().atMost(LONG).untilAsserted(() -> assertThat(replays()).containsExactlyInAnyOrder(counts));
    }

    private List<String> replays() {
        return commands.run("list")
                .out()
                .lines()
                .skip(2)
                .filter(line -> !line.endsWith(")"))
                .map(line -> line.replaceAll(".* ", ""))
                .toList();
    }

    private CaravanRuntime start() throws Exception {
        Settings settings = Settings.empty()
                .with(Map.of("dead-letters.bucket", bucket.name, "dead-letters.prefix", "dead-letters/"), "the test");
        return CaravanRuntime.start(settings, directory, clients);
    }

    private void send(String value) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, "key", value)).get();
        }
        SharedServices.kinesisClient()
                .putRecord(put -> put.streamName(stream).partitionKey("key").data(SdkBytes.fromUtf8String(value)));
    }

    private void schema(String types) throws IOException {
        Files.writeString(
                directory.resolve("schema.json"),
                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"integer\"},\"age\":{\"type\":" + types + "}},"
                        + "\"required\":[\"id\"]}");
    }

    private void writeRoutes() throws IOException {
        String kafka = "groupId: %s, startPosition: earliest, brokers: \"%s\", sessionTimeout: 6000"
                .formatted(topic, SharedServices.kafka().bootstrapServers());
        String kinesis = "applicationName: %s, startPosition: TRIM_HORIZON".formatted(stream);
        Files.writeString(
                directory.resolve("routes.yaml"),
                route("topic-to-lake", "kafka-batch:" + topic, kafka)
                        + route("stream-to-lake", "kinesis-batch:" + stream, kinesis));
    }

    private String route(String id, String uri, String parameters) {
        return """
                - route:
                    id: %1$s
                    description: Into the lake.
                    from:
                      uri: "%2$s"
                      parameters: { maxAge: 300, %3$s }
                      steps:
                        - to:
                            id: validate-%1$s
                            uri: "records:validate"
                            parameters: { schema: "file:%4$s/schema.json" }
                        - to:
                            id: write-%1$s
                            uri: "lake:%5$s"
                            parameters: { prefix: "lake/%1$s/", partitionBy: none }
                """.formatted(id, uri, parameters, directory, bucket.name);
    }

    /** All lines of the lake. */
    private List<String> lake() {
        return bucket.keys("lake/").stream()
                .filter(key -> key.endsWith(".json.gz"))
                .flatMap(this::lines)
                .toList();
    }

    private Stream<String> lines(String key) {
        byte[] bytes = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket.name).key(key))
                .asByteArray();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
