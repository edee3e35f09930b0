package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class DryRunTest {

    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";

    private final String topic = SharedServices.createTopic(1);
    private final String group = SharedServices.uniqueName("group");

    @TempDir
    private Path directory;

    @BeforeEach
    void prepare() throws IOException {
        System.setProperty(KEY, SharedServices.CREDENTIALS.accessKeyId());
        System.setProperty(SECRET, SharedServices.CREDENTIALS.secretAccessKey());
        Files.writeString(
                Files.createDirectories(directory.resolve("routes")).resolve("pump.yaml"), """
                - route:
                    id: pump
                    from:
                      uri: "kafka-batch:%s"
                      parameters: { groupId: "%s" }
                      steps:
                        - to: { uri: "lake:{{lake.bucket}}", parameters: { prefix: "pumped/" } }
                """.formatted(topic, group));
    }

    @AfterEach
    void removeCredentials() {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
    }

    @Test
    void theScreenIsShownAndNothingIsReadOrOpened() throws Exception {
        // Given
        String bucket = SharedServices.createBucket();
        try (ServerSocket running = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // When
            CommandRun run = dryRun(
                    "--set=lake.bucket=" + bucket,
                    "--set=dead-letters.bucket=" + bucket,
                    "--set=management.port=" + running.getLocalPort());

            // Then
            assertThat(run.code()).as(run.all()).isZero();
            assertThat(run.out())
                    .startsWith("Caravan ")
                    .contains(
                            "reads   Kafka topic " + topic + " at "
                                    + SharedServices.kafka().bootstrapServers() + " as group " + group,
                            "writes  s3://" + bucket + "/pumped/",
                            "s3 at " + SharedServices.s3().endpoint())
                    .endsWith("dry run: nothing was started or read" + System.lineSeparator());
        }
        assertThat(SharedServices.kafkaAdmin().listConsumerGroups().all().get(30, TimeUnit.SECONDS))
                .noneMatch(listed -> listed.groupId().equals(group));
    }

    @Test
    void aBucketThatIsNotThereIsNamed() {
        // When
        CommandRun run = dryRun("--set=lake.bucket=nowhere", "--set=dead-letters.bucket=nowhere");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("There is no bucket nowhere at ").doesNotContain("\tat ");
    }

    @Test
    void aRouteThatCannotBeMadeIsNamed() throws IOException {
        // Given
        Files.writeString(directory.resolve("routes/broken.yaml"), """
                - route:
                    id: broken
                    from: { uri: "nothing:here", steps: [ { log: { message: hello } } ] }
                """);

        // When
        CommandRun run = dryRun();

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("broken.yaml", "there is no component nothing");
    }

    @Test
    void settingsOfTheManagementPortAreLookedAtToo() {
        // When
        CommandRun run = dryRun("--set=management.address=0.0.0.0");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("management.address = 0.0.0.0 (--set)", "needs a token");
    }

    @Test
    void aFormatOfTheLogThatIsNoneIsRefused() {
        // When
        CommandRun run = dryRun("--set=logging.format=xml");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("Setting logging.format = xml (--set): expected one of text, json");
    }

    private CommandRun dryRun(String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--dry-run",
                "--config",
                "application.properties",
                "--routes",
                directory.resolve("routes").toString(),
                "--set=kafka.brokers=" + SharedServices.kafka().bootstrapServers(),
                "--set=aws.endpoint.s3=" + SharedServices.s3().endpoint()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }
}
