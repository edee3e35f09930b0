package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.protocol.Fault;
import dev.caravan.local.protocol.Faults;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** The generator, whose truth file other checks rely on, against a stream that takes a part of what it is sent. */
@Tag("faults")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class GeneratorFaultsIT {

    private static final String STREAM = "partly";
    private static final String PROFILE = """
        name: partial
        targets: { kinesis: partly }
        total: 5000
        seed: 1
        partition-key: user_id
        fields:
          event_id: { type: uuid }
          user_id: { type: integer, min: 1, max: 50 }
          action: { type: choice, values: [click, login, logout] }
          timestamp: { type: timestamp, late-share: 0.5, max-late: 3h }
        """;

    @TempDir
    private Path directory;

    @Tag("F16")
    @Test
    void f16HalfOfTheEntriesOfPutRecordsFail() throws Exception {
        Random random = new Random(Seeds.one());
        Faults half = operation ->
                operation.equals("PutRecords") ? new Fault.Partial(entry -> random.nextBoolean()) : new Fault.None();
        LocalKinesisSettings settings = LocalKinesisSettings.of(SharedServices.CREDENTIALS, SharedServices.REGION.id());
        try (LocalKinesis kinesis = LocalKinesis.start(settings.withFaults(half));
                KinesisClient client = KinesisClient.builder()
                        .endpointOverride(kinesis.endpoint())
                        .region(SharedServices.REGION)
                        .credentialsProvider(SharedServices.credentialsProvider())
                        .build()) {
            // Given
            client.createStream(create -> create.streamName(STREAM).shardCount(2));
            client.waiter().waitUntilStreamExists(describe -> describe.streamName(STREAM));

            // When
            JsonNode truth = generate(kinesis);

            // Then
            List<SourceEntry> stream = SourceContent.ofStream(client, STREAM);
            Verdict verdict = verdict(truth, stream);
            VerdictFile.add(verdict);
            System.out.println(verdict);
            assertThat(verdict.kept())
                    .as(truth + " and a stream of " + stream.size())
                    .isTrue();
        }
    }

    private JsonNode generate(LocalKinesis kinesis) throws Exception {
        Files.writeString(directory.resolve("profile.yaml"), PROFILE);
        Files.copy(Path.of("application.properties"), directory.resolve("application.properties"));
        Map<String, String> environment =
                new HashMap<>(CaravanProcess.environment(SharedServices.s3().endpoint()));
        environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString());
        try (CaravanProcess generator = CaravanProcess.start(
                CaravanProcess.PRODUCT, directory, environment, "generate", "profile.yaml", "--truth=truth.json")) {
            assertThat(generator.await(120)).as(generator.output()).isZero();
        }
        return new JsonMapper()
                .readTree(directory.resolve("truth.json").toFile())
                .path("runs")
                .get(0);
    }

    /** An id is unique in the profile: what is there twice was sent again although it had been taken. */
    private static Verdict verdict(JsonNode truth, List<SourceEntry> stream) {
        List<Event> events =
                stream.stream().flatMap(entry -> entry.event().stream()).toList();
        int sent = truth.path("sent").asInt();
        int distinct = (int) events.stream().map(Event::id).distinct().count();
        int misplaced = differences(truth.path("partitions"), events, Event::folder)
                + differences(truth.path("groups"), events, Event::action);
        return new Verdict(
                "F16",
                Seeds.one(),
                sent,
                distinct,
                Math.max(0, sent - distinct),
                Math.max(0, distinct - sent) + stream.size() - events.size(),
                events.size() - distinct,
                misplaced,
                0,
                0,
                0,
                0);
    }

    private static int differences(JsonNode told, List<Event> events, Function<Event, String> by) {
        Map<String, Long> counts = events.stream().collect(Collectors.groupingBy(by, Collectors.counting()));
        Map<String, Long> truth = new HashMap<>();
        told.properties().forEach(one -> truth.put(one.getKey(), one.getValue().asLong()));
        return counts.equals(truth) ? 0 : 1;
    }
}
