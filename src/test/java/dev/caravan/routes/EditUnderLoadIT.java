package dev.caravan.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import dev.caravan.source.BatchSource;
import dev.caravan.testing.SettableClock;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.camel.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Routes from topics and a stream into the lake, edited while records arrive: each record is there once. */
@Tag("faults")
@Timeout(300)
class EditUnderLoadIT {

    private static final Duration LONG = Duration.ofSeconds(90);

    /** What the user is promised from the save to the effect. */
    private static final Duration PROMISED = Duration.ofSeconds(5);

    @TempDir
    private Path directory;

    private final String bucket = SharedServices.createBucket();
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
    private EditableRoutes routes;

    @AfterEach
    void close() {
        if (routes != null) {
            routes.close();
        }
        clients.close();
    }

    @Test
    void aTopicsRouteIsEditedUnderLoadWithoutLossOrDoubleWhileItsNeighbourKeepsReading() throws Exception {
        // Given
        String topic = SharedServices.createTopic(2);
        String other = SharedServices.createTopic(1);
        start();
        routes.write("edited.json", "{\"type\":\"object\"}");
        routes.write("neighbour.json", "{\"type\":\"object\"}");
        String neighbour = fromTopic("neighbour", other, "neighbour/", "");
        routes.write("routes.yaml", fromTopic("edited", topic, "v0/", "") + neighbour);
        run(Clock.systemUTC());
        Consumer reading = routes.consumer("neighbour");
        await().atMost(LONG).until(((BatchSource) reading)::isReading);

        try (SteadyLoad load = SteadyLoad.toTopics(topic, other)) {
            // When: the steps, the source's own options, the schema
            Duration steps = editAfterSome(load, 1, "routes.yaml", fromTopic("edited", topic, "v1/", "") + neighbour);
            Duration source = editAfterSome(
                    load, 2, "routes.yaml", fromTopic("edited", topic, "v1/", ", maxRecords: 50") + neighbour);
            Duration schema = editAfterSome(load, 3, "edited.json", "{\"type\":\"object\",\"required\":[\"id\"]}");
            load.awaitMore(200);
            int sent = load.end();

            // Then
            awaitIds("v", sent);
            awaitIds("neighbour/", sent);
            assertThat(steps).isLessThan(PROMISED);
            assertThat(source).isLessThan(PROMISED);
            assertThat(schema).isLessThan(PROMISED);
        }
        assertThat(ids("v1/")).isNotEmpty();
        assertThat(routes.consumer("neighbour")).isSameAs(reading);
        assertThat(routes.reload().refused()).isZero();
        assertThat(routes.runtime().stop()).isTrue();
        assertThat(ids("v")).doesNotHaveDuplicates();
    }

    @Test
    void aStreamsRouteIsEditedUnderLoadWithoutLossOrDouble() throws Exception {
        // Given
        String stream = SharedServices.createStream(1);
        start();
        routes.write("edited.json", "{\"type\":\"object\"}");
        routes.write("routes.yaml", fromStream(stream, "v0/"));
        run(Clock.systemUTC());
        await().atMost(LONG).until(((BatchSource) routes.consumer("edited"))::isReading);

        try (SteadyLoad load = SteadyLoad.toStream(stream)) {
            // When
            editAfterSome(load, 1, "routes.yaml", fromStream(stream, "v1/"));
            load.awaitMore(100);
            int sent = load.end();

            // Then
            awaitIds("v", sent);
        }
        assertThat(ids("v1/")).isNotEmpty();
        assertThat(routes.reload().refused()).isZero();
        assertThat(routes.runtime().stop()).isTrue();
    }

    @Test
    void aSourceThatCannotDrainGoesOnAsBeforeAndTakesTheEditLater() throws Exception {
        // Given: a batch that takes longer than the source has to drain
        String topic = SharedServices.createTopic(1);
        SettableClock clock = new SettableClock();
        start();
        routes.write("edited.json", "{\"type\":\"object\"}");
        routes.write("routes.yaml", slowFromTopic(topic, "v0/"));
        run(clock);
        await().atMost(LONG).until(((BatchSource) routes.consumer("edited"))::isReading);
        try (SteadyLoad load = SteadyLoad.toTopics(topic)) {
            load.awaitMore(1);
            int sent = load.end();
            await().atMost(LONG)
                    .until(() ->
                            routes.runtime().context().getInflightRepository().size("edited") > 0);

            // When
            routes.write("routes.yaml", slowFromTopic(topic, "v1/"));
            ReloadStatus.Refused refused = routes.awaitRefused(1);

            // Then: what was pinned is written as it was before
            assertThat(refused.problems())
                    .containsExactly("Route edited could not write and acknowledge what it had read within its"
                            + " drainTimeout");
            awaitIds("v0/", sent);
            await().atMost(LONG).until(() -> ((BatchSource) routes.consumer("edited"))
                    .status().stream().allMatch(status -> status.pending() == 0));
        }

        // When
        clock.advance(Duration.ofMinutes(1));
        routes.awaitApplied(2);

        // Then
        assertThat(ids("v1/")).isEmpty();
        assertThat(((BatchSource) routes.consumer("edited")).failure()).isEmpty();
    }

    @Test
    void aRouteWhoseTopicIsUnknownIsTakenBackAndNothingIsLost() throws Exception {
        // Given
        String topic = SharedServices.createTopic(1);
        start();
        routes.write("edited.json", "{\"type\":\"object\"}");
        routes.write("routes.yaml", fromTopic("edited", topic, "v0/", ""));
        run(Clock.systemUTC());
        try (SteadyLoad load = SteadyLoad.toTopics(topic)) {
            load.awaitMore(50);

            // When
            routes.write("routes.yaml", fromTopic("edited", "no-such-topic", "v1/", ""));
            ReloadStatus.Refused refused = routes.awaitRefused(1);
            load.awaitMore(50);
            int sent = load.end();

            // Then
            assertThat(refused.problems()).singleElement().asString().contains("no-such-topic");
            awaitIds("v", sent);
        }
        assertThat(ids("v1/")).isEmpty();
        assertThat(routes.runtime().stop()).isTrue();
    }

    @Test
    void anEditOfARouteThatFailedIsToldItsChoicesAndMayTakeOne() throws Exception {
        // Given: a record that breaks the schema, and no place for dead letters
        String topic = SharedServices.createTopic(1);
        start();
        routes.write("edited.json", "{\"type\":\"object\",\"required\":[\"age\"]}");
        routes.write("routes.yaml", fromTopic("edited", topic, "v0/", ""));
        routes.start(Settings.empty(), clients, Clock.systemUTC());
        try (SteadyLoad load = SteadyLoad.toTopics(topic)) {
            load.awaitMore(1);
            load.end();
        }
        await().atMost(LONG).until(() -> failure().contains("there is no place for dead letters"));

        // When
        routes.write("edited.json", "{\"type\":\"object\"}");
        routes.awaitApplied(1);

        // Then
        await().atMost(LONG).until(() -> failure().contains("onSettingsMismatch"));
        assertThat(ids("v")).isEmpty();

        // When
        routes.write("routes.yaml", fromTopic("edited", topic, "v0/", ", onSettingsMismatch: accept"));
        routes.awaitApplied(2);

        // Then
        await().atMost(LONG).until(() -> !ids("v0/").isEmpty());
    }

    private String failure() {
        return ((BatchSource) routes.consumer("edited")).failure().orElse("");
    }

    private void start() {
        routes = new EditableRoutes(directory);
    }

    private void run(Clock clock) {
        Settings settings = Settings.empty()
                .with(Map.of("dead-letters.bucket", bucket, "dead-letters.prefix", "dead-letters/"), "the test");
        routes.start(settings, clients, clock);
    }

    private Duration editAfterSome(SteadyLoad load, int edit, String file, String text) throws IOException {
        load.awaitMore(200);
        long saved = System.nanoTime();
        routes.write(file, text);
        routes.awaitApplied(edit);
        return Duration.ofNanos(System.nanoTime() - saved);
    }

    private void awaitIds(String prefix, int sent) {
        await().atMost(LONG).until(() -> ids(prefix).size() >= sent);
        assertThat(ids(prefix))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, sent).mapToObj(Integer::toString).toList());
    }

    private String fromTopic(String id, String topic, String prefix, String more) {
        String parameters = "groupId: %s, startPosition: earliest, brokers: \"%s\", sessionTimeout: 6000%s"
                .formatted(topic, SharedServices.kafka().bootstrapServers(), more);
        return route(id, "kafka-batch:" + topic, parameters, "", prefix);
    }

    private String slowFromTopic(String topic, String prefix) {
        String parameters = "groupId: %s, startPosition: earliest, brokers: \"%s\", drainTimeout: 2000"
                .formatted(topic, SharedServices.kafka().bootstrapServers());
        String delay = "- delay: { id: wait, expression: { constant: { expression: \"6000\" } } }";
        return route("edited", "kafka-batch:" + topic, parameters, delay, prefix);
    }

    private String fromStream(String stream, String prefix) {
        String parameters = "applicationName: %s, startPosition: TRIM_HORIZON".formatted(stream);
        return route("edited", "kinesis-batch:" + stream, parameters, "", prefix);
    }

    private String route(String id, String uri, String parameters, String step, String prefix) {
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
                            parameters: { schema: "file:%4$s/%1$s.json" }
                        %5$s
                        - to:
                            id: write-%1$s
                            uri: "lake:%6$s"
                            parameters: { prefix: "%7$s", partitionBy: none }
                """.formatted(id, uri, parameters, directory, step, bucket, prefix);
    }

    private List<String> ids(String prefix) {
        return SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(S3Object::key)
                .filter(key -> key.endsWith(".json.gz"))
                .flatMap(this::lines)
                .map(line -> line.replaceAll("\\D", ""))
                .toList();
    }

    private Stream<String> lines(String key) {
        byte[] bytes = SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket).key(key))
                .asByteArray();
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
