package dev.caravan.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Routes are made, none is started and no service is asked. */
@Timeout(60)
class RouteUsesTest {

    private static final String BROKERS = "127.0.0.1:9092";

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @TempDir
    private Path directory;

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void theUsesCanBeReadWhileTheRoutesRunAndHoldTheManagementPort() throws Exception {
        // Given
        try (ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.empty()
                    .with(SettingsFile.read(Path.of("application.properties")), "application.properties")
                    .with(Map.of("management.port", Integer.toString(held.getLocalPort())), "the test");

            // When / Then
            assertThat(CaravanRuntime.uses(settings, Path.of("routes"), clients))
                    .isNotEmpty();
        }
    }

    private static Use mails(String report) {
        return new Use.MailsReport(
                report,
                report,
                "caravan-reports",
                "caravan",
                "primary",
                Optional.of("s3://caravan-query-results/"),
                Optional.of("caravan-lake"));
    }

    @Test
    void theShippedRoutesUseWhatTheirSettingsName() {
        // Given
        Settings settings =
                Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");

        // When
        List<Use> uses = CaravanRuntime.uses(settings, Path.of("routes"), clients);

        // Then
        assertThat(uses)
                .containsExactlyInAnyOrder(
                        new Use.ReadsStream(
                                "kinesis-to-s3",
                                "UserActivityStream",
                                "caravan-kinesis-to-s3",
                                "caravan-kinesis-to-s3"),
                        new Use.WritesDeadLetters("kinesis-to-s3", "caravan-lake", "dead-letters/"),
                        new Use.WritesObjects(
                                "kinesis-to-s3",
                                "caravan-lake",
                                "user-activity/",
                                "event-time:timestamp",
                                "jsonl",
                                "gzip"),
                        new Use.ReadsStream(
                                "kinesis-to-seed-layout",
                                "UserActivityStream",
                                "caravan-kinesis-to-seed-layout",
                                "caravan-kinesis-to-seed-layout"),
                        new Use.WritesDeadLetters("kinesis-to-seed-layout", "caravan-lake", "dead-letters/"),
                        new Use.WritesObjects(
                                "kinesis-to-seed-layout", "caravan-seed-layout", "", "none", "json-array", "none"),
                        new Use.ReadsTopic(
                                "kafka-to-dynamodb",
                                BROKERS,
                                "user-activity",
                                "caravan-kafka-to-dynamodb",
                                Optional.of("caravan")),
                        new Use.WritesDeadLetters("kafka-to-dynamodb", "caravan-lake", "dead-letters/"),
                        new Use.WritesItems("kafka-to-dynamodb", "user-activity", Optional.empty(), "expires_at"),
                        new Use.WritesTopic("kafka-to-dynamodb", BROKERS, "user-activity-replica"),
                        new Use.ReadsTopic(
                                "replica-to-s3",
                                BROKERS,
                                "user-activity-replica",
                                "caravan-replica-to-s3",
                                Optional.empty()),
                        new Use.WritesDeadLetters("replica-to-s3", "caravan-lake", "dead-letters/"),
                        new Use.WritesObjects(
                                "replica-to-s3",
                                "caravan-lake",
                                "user-activity-replica/",
                                "event-time:timestamp",
                                "jsonl",
                                "gzip"),
                        mails("actions-by-day"),
                        mails("pipeline-health"),
                        new Use.RunsCrawler(
                                "crawl",
                                "caravan-lake",
                                Optional.of("caravan"),
                                List.of(
                                        "s3://caravan-lake/user-activity/",
                                        "s3://caravan-lake/user-activity-replica/",
                                        "s3://caravan-lake/dead-letters/")),
                        new Use.RunsCrawler(
                                "crawl",
                                "caravan-seed-layout",
                                Optional.of("caravan"),
                                List.of("s3://caravan-seed-layout/")));
    }

    @Test
    void stepsInsideOthersAndStockComponentsAreFoundWithoutTheirOptions() throws Exception {
        // Given
        Files.writeString(directory.resolve("nested.yaml"), """
                - route:
                    id: nested
                    from:
                      uri: "kafka:orders"
                      parameters: { brokers: "127.0.0.1:9092", saslJaasConfig: "a secret" }
                      steps:
                        - choice:
                            when:
                              - simple: "${body} != null"
                                steps:
                                  - split:
                                      simple: "${body}"
                                      steps:
                                        - to: { uri: "lake:orders", parameters: { prefix: "all" } }
                            otherwise:
                              steps:
                                - to: "direct:elsewhere"
                """);

        // When
        List<Use> uses = CaravanRuntime.uses(Settings.empty(), directory, clients);

        // Then
        assertThat(uses)
                .containsExactly(
                        new Use.UsesComponent("nested", "kafka://orders", true),
                        new Use.WritesObjects("nested", "orders", "all/", "none", "jsonl", "gzip"));
    }

    @Test
    void metricsOfAStreamsReaderAreAUseOfTheirOwn() throws Exception {
        // Given
        Files.writeString(directory.resolve("metrics.yaml"), """
                - route:
                    id: metrics
                    from:
                      uri: "kinesis-batch:orders"
                      parameters: { applicationName: reader, metrics: true }
                      steps:
                        - log: "${body}"
                """);

        // When
        List<Use> uses = CaravanRuntime.uses(Settings.empty(), directory, clients);

        // Then
        assertThat(uses)
                .containsExactly(
                        new Use.ReadsStream("metrics", "orders", "reader", "reader"),
                        new Use.PublishesMetrics("metrics", "reader"));
    }

    @Test
    void routesAreLookedAtBesideAnInstanceThatRuns() throws Exception {
        // Given
        try (ServerSocket running = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Settings settings = Settings.empty()
                    .with(SettingsFile.read(Path.of("application.properties")), "application.properties")
                    .with(Map.of("management.port", Integer.toString(running.getLocalPort())), "the test");

            // When / Then
            assertThat(CaravanRuntime.uses(settings, Path.of("routes"), clients))
                    .isNotEmpty();
        }
    }
}
