package dev.caravan.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.packaged.Gate.Position;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/**
 * {@code kill -9} of the packaged product between pin and write, between two objects of a batch, and between write and
 * acknowledgement.
 */
class KilledProcessIT {

    private static final int RECORDS = 400;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(names = {"HOLD_REQUESTS", "ONE_CONNECTION", "HOLD_ANSWERS"})
    void aKilledKafkaPipelineLosesNothingAndDoublesNothing(Position point) throws Exception {
        String topic = SharedServices.createTopic(2);
        String bucket = SharedServices.createBucket();
        String group = SharedServices.uniqueName("group");
        route("kafka-batch:" + topic, "groupId: " + group + ", maxRecords: 90, maxAge: 1s", bucket);

        try (Gate gate = new Gate(SharedServices.s3().endpoint())) {
            // Given
            try (CaravanProcess killed = start(gate)) {
                awaitReading(killed, "was assigned [");
                gate.set(point);
                sendToKafka(topic, 0);
                assertThat(gate.reached().await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as(killed.output())
                        .isTrue();
                awaitWrittenIf(point != Position.HOLD_REQUESTS, bucket);
                assertThat(metadata(group, topic)).anyMatch(text -> text.startsWith("v1;start="));

                // When
                killed.kill();
            }
            Map<String, String> before = contents(bucket);
            assertThat(point != Position.ONE_CONNECTION || hasBatchInPart(before))
                    .as("a batch is written in part: %s", before.keySet())
                    .isTrue();
            gate.set(Position.OPEN);
            sendToKafka(topic, RECORDS / 2);
            try (CaravanProcess next = start(gate)) {
                awaitAll(bucket, next);

                // Then
                assertEachRecordOnce(bucket, before);
                next.terminate();
                assertThat(next.await(60)).as(next.output()).isZero();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"HOLD_REQUESTS", "ONE_CONNECTION", "HOLD_ANSWERS"})
    void aKilledKinesisPipelineLosesNothingAndDoublesNothing(Position point) throws Exception {
        String stream = SharedServices.createStream(1);
        String bucket = SharedServices.createBucket();
        String application = SharedServices.uniqueName("application");
        route("kinesis-batch:" + stream, "applicationName: " + application + ", maxRecords: 90, maxAge: 1s", bucket);

        try (Gate gate = new Gate(SharedServices.s3().endpoint())) {
            // Given
            try (CaravanProcess killed = start(gate)) {
                awaitReading(killed, "reads shard");
                gate.set(point);
                sendToKinesis(stream, 0);
                assertThat(gate.reached().await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as(killed.output())
                        .isTrue();
                awaitWrittenIf(point != Position.HOLD_REQUESTS, bucket);

                // When
                killed.kill();
            }
            Map<String, String> before = contents(bucket);
            assertThat(point != Position.ONE_CONNECTION || hasBatchInPart(before))
                    .as("a batch is written in part: %s", before.keySet())
                    .isTrue();
            gate.set(Position.OPEN);
            sendToKinesis(stream, RECORDS / 2);
            try (CaravanProcess next = start(gate)) {
                awaitAll(bucket, next);

                // Then
                assertEachRecordOnce(bucket, before);
            }
        }
    }

    private void route(String uri, String parameters, String bucket) throws IOException {
        Files.createDirectories(directory.resolve("routes"));
        Files.writeString(directory.resolve("routes/r.yaml"), """
                - route:
                    id: source-to-lake
                    description: Under test.
                    from:
                      uri: "%s"
                      parameters: { %s }
                      steps:
                        - to: { id: write, uri: "lake:%s", parameters: { partitionBy: "field:kind" } }
                """.formatted(uri, parameters, bucket));
        Files.writeString(directory.resolve("application.properties"), """
                aws.region=us-east-1
                dead-letters.bucket=
                """);
    }

    private CaravanProcess start(Gate gate) throws IOException {
        return CaravanProcess.start(
                CaravanProcess.PRODUCT, directory, CaravanProcess.environment(gate.endpoint()), "run");
    }

    /** Half of the records: two kinds, so that a batch makes two objects. */
    private static List<String> half(int from) {
        return IntStream.range(from, from + RECORDS / 2)
                .mapToObj(id -> "{\"id\":" + id + ",\"kind\":\"k" + id % 2 + "\"}")
                .toList();
    }

    private static void sendToKafka(String topic, int from) throws Exception {
        Topics.send(topic, half(from).toArray(String[]::new));
    }

    private static void sendToKinesis(String stream, int from) {
        SharedServices.kinesisClient().putRecords(request -> request.streamName(stream)
                .records(half(from).stream()
                        .map(record -> PutRecordsRequestEntry.builder()
                                .partitionKey(record)
                                .data(SdkBytes.fromUtf8String(record))
                                .build())
                        .toList()));
    }

    private static List<String> metadata(String group, String topic) throws Exception {
        Map<TopicPartition, OffsetAndMetadata> offsets = SharedServices.kafkaAdmin()
                .listConsumerGroupOffsets(group)
                .partitionsToOffsetAndMetadata()
                .get(30, TimeUnit.SECONDS);
        return offsets.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .map(entry -> entry.getValue().metadata())
                .toList();
    }

    /** The start itself asks S3 for its bucket, which no position may hold. */
    private static void awaitReading(CaravanProcess process, String says) {
        await().atMost(PATIENCE).until(() -> process.output().contains(says));
    }

    private static void awaitWrittenIf(boolean expected, String bucket) {
        if (expected) {
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(contents(bucket)).isNotEmpty());
        }
    }

    private static void awaitAll(String bucket, CaravanProcess process) throws IOException {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> assertThat(
                        lines(contents(bucket)))
                .as("records in the lake; output: %s", process.output())
                .hasSizeGreaterThanOrEqualTo(RECORDS));
    }

    private static void assertEachRecordOnce(String bucket, Map<String, String> before) {
        Map<String, String> after = contents(bucket);
        assertThat(lines(after))
                .containsExactlyInAnyOrderElementsOf(IntStream.of(0, RECORDS / 2)
                        .boxed()
                        .flatMap(from -> half(from).stream())
                        .toList());
        assertThat(after).as("no object that was there changed").containsAllEntriesOf(before);
    }

    /** An object of one kind whose twin, of the same batch and the other kind, is missing. */
    private static boolean hasBatchInPart(Map<String, String> contents) {
        return contents.keySet().stream()
                .anyMatch(key -> !contents.containsKey(
                        key.contains("kind=k0")
                                ? key.replace("kind=k0", "kind=k1")
                                : key.replace("kind=k1", "kind=k0")));
    }

    private static List<String> lines(Map<String, String> contents) {
        List<String> lines = new ArrayList<>();
        contents.values().forEach(content -> content.lines().forEach(lines::add));
        return lines;
    }

    /** Data objects by key, inflated. The embedded S3 lists an upload under way under a name of its own: no object yet. */
    private static Map<String, String> contents(String bucket) {
        Map<String, String> contents = new TreeMap<>();
        SharedServices.s3Client().listObjectsV2Paginator(request -> request.bucket(bucket)).contents().stream()
                .filter(object -> object.key().matches("kind=.*\\.json\\.gz"))
                .forEach(object -> contents.put(object.key(), content(bucket, object.key())));
        return contents;
    }

    private static String content(String bucket, String key) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(SharedServices.s3Client()
                        .getObject(request -> request.bucket(bucket).key(key))),
                UTF_8))) {
            return String.join("\n", reader.lines().toList());
        } catch (IOException e) {
            throw new IllegalStateException("Object " + key + " is not complete", e);
        }
    }
}
