package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import dev.caravan.usage.Use;
import java.io.IOException;
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
class RouteTemplatesTest {

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
    void aFileOfTenLinesIsARouteFromKafkaToTheLake() throws Exception {
        // Given
        write("""
                - templatedRoute:
                    routeTemplateRef: kafka-to-lake
                    routeId: orders-to-lake
                    parameters:
                      - { name: topic, value: orders }
                      - { name: group, value: orders-to-lake }
                      - { name: prefix, value: orders/ }
                      - { name: partitionBy, value: "event-time:ordered_at" }
                """);

        // When
        List<Use> uses = uses();

        // Then
        assertThat(uses)
                .containsExactly(
                        new Use.ReadsTopic("orders-to-lake", BROKERS, "orders", "orders-to-lake", Optional.empty()),
                        new Use.WritesDeadLetters("orders-to-lake", "caravan-lake", "dead-letters/"),
                        new Use.WritesObjects(
                                "orders-to-lake", "caravan-lake", "orders/", "event-time:ordered_at", "jsonl", "gzip"));
    }

    @Test
    void oneTemplateMakesManyRoutes() throws Exception {
        // Given
        write("""
                - templatedRoute:
                    routeTemplateRef: kinesis-to-lake
                    routeId: clicks-to-lake
                    parameters:
                      - { name: stream, value: clicks }
                      - { name: application, value: clicks-to-lake }
                      - { name: prefix, value: clicks/ }
                - templatedRoute:
                    routeTemplateRef: kinesis-to-lake
                    routeId: views-to-lake
                    parameters:
                      - { name: stream, value: views }
                      - { name: application, value: views-to-lake }
                      - { name: prefix, value: views/ }
                      - { name: bucket, value: other-lake }
                """);

        // When
        List<Use> uses = uses();

        // Then
        assertThat(uses)
                .contains(
                        new Use.ReadsStream("clicks-to-lake", "clicks", "clicks-to-lake", "clicks-to-lake"),
                        new Use.WritesObjects("clicks-to-lake", "caravan-lake", "clicks/", "none", "jsonl", "gzip"),
                        new Use.ReadsStream("views-to-lake", "views", "views-to-lake", "views-to-lake"),
                        new Use.WritesObjects("views-to-lake", "other-lake", "views/", "none", "jsonl", "gzip"));
    }

    @Test
    void anOptionalParameterIsLeftOut() throws Exception {
        // Given
        String route = """
                - templatedRoute:
                    routeTemplateRef: kafka-to-dynamodb
                    routeId: %1$s
                    parameters:
                      - { name: topic, value: orders }
                      - { name: group, value: %1$s }
                      - { name: table, value: orders }
                """;
        write(route.formatted("plain") + route.formatted("guarded") + """
                      - { name: versionAttribute, value: position }
                """);

        // When
        List<Use> uses = uses();

        // Then
        assertThat(uses)
                .contains(
                        new Use.WritesItems("plain", "orders", Optional.empty(), "expires_at"),
                        new Use.WritesItems("guarded", "orders", Optional.of("position"), "expires_at"));
    }

    @Test
    void aParameterThatIsMissingIsNamed() throws Exception {
        // Given
        write("""
                - templatedRoute:
                    routeTemplateRef: kafka-to-lake
                    routeId: orders-to-lake
                    parameters:
                      - { name: topic, value: orders }
                """);

        // When / Then
        assertThatThrownBy(this::uses)
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("kafka-to-lake", "group", "prefix");
    }

    @Test
    void aTemplateThatIsNotThereIsNamed() throws Exception {
        // Given
        write("""
                - templatedRoute:
                    routeTemplateRef: kafka-to-moon
                    routeId: orders-to-moon
                """);

        // When / Then
        assertThatThrownBy(this::uses).isInstanceOf(SettingsException.class).hasMessageContaining("kafka-to-moon");
    }

    private void write(String yaml) throws IOException {
        Files.writeString(directory.resolve("flows.yaml"), yaml);
    }

    private List<Use> uses() {
        Settings settings =
                Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");
        return CaravanRuntime.uses(settings, directory, clients);
    }
}
