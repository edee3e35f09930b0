package dev.caravan.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import dev.caravan.usage.Use;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StartScreenTest {

    private static final int COLUMNS = 100;

    @Test
    void theShippedRoutesFitATerminalAndShowWhatTheyReadAndWrite() {
        // Given
        Settings settings =
                Settings.empty().with(SettingsFile.read(Path.of("application.properties")), "application.properties");
        List<Use> uses;
        try (AwsClients clients = new AwsClients(access(Map.of()))) {
            uses = CaravanRuntime.uses(settings, Path.of("routes"), clients);
        }

        // When
        String screen = screen(uses, Map.of(), Map.of(), Optional.of("http://127.0.0.1:9876"));

        // Then
        assertThat(screen.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(COLUMNS));
        assertThat(screen)
                .matches("[^\\p{Cntrl}]*(\\R[^\\p{Cntrl}]*)*")
                .startsWith("Caravan ")
                .contains("""
                          settings  application.properties
                          region    us-east-1
                          services  AWS
                          page      http://127.0.0.1:9876/page/
                          health    http://127.0.0.1:9876/observe/health
                          metrics   http://127.0.0.1:9876/observe/metrics
                          routes    routes
                        """)
                .contains("""
                            kinesis-to-s3
                              reads   Kinesis stream UserActivityStream as application caravan-kinesis-to-s3
                              writes  dead letters to s3://caravan-lake/dead-letters/
                              writes  s3://caravan-lake/user-activity/, jsonl gzip, by event-time:timestamp
                        """)
                .contains("""
                            kafka-to-dynamodb
                              reads   Kafka topic user-activity at 127.0.0.1:9092 as group caravan-kafka-to-dynamodb
                        """)
                .contains("      writes  DynamoDB table user-activity\n")
                .contains("      writes  Kafka topic user-activity-replica at 127.0.0.1:9092\n");
    }

    @Test
    void endpointsOfOthersAreNamedWithoutWhatTheyMayHide() {
        // When
        String screen = screen(
                List.of(),
                Map.of(AwsService.S3, URI.create("http://user:s3cr3t@127.0.0.1:9000/")),
                Map.of(
                        "AWS_ENDPOINT_URL_KINESIS", "https://kinesis.example/?token=s3cr3t",
                        "AWS_ENDPOINT_URL", "not an address s3cr3t",
                        "AWS_ENDPOINT_URL_GLUE", "",
                        "AWS_SECRET_ACCESS_KEY", "s3cr3t"),
                Optional.empty());

        // Then
        assertThat(screen).contains("""
                          services  AWS, but for
                                    all at an address that is none
                                    kinesis at https://kinesis.example
                                    s3 at http://127.0.0.1:9000
                          health    served nowhere: management.port is empty
                        """).doesNotContain("s3cr3t", "metrics");
    }

    @Test
    void profilesAndWhoTakesSpansAreShownWhereThereAreSome() {
        // When
        String without = screen(List.of(), Map.of(), Map.of(), Optional.empty());
        String with = screen(
                List.of(),
                Map.of(),
                Map.of(),
                Optional.of("http://127.0.0.1:9876"),
                Optional.of("staging,eu"),
                Optional.of("http://user:s3cr3t@collector:4318"));

        // Then
        assertThat(without).doesNotContain("profile", "traces");
        assertThat(with).contains("""
                          settings  application.properties
                          profile   staging,eu
                          region    us-east-1
                        """).contains("""
                          metrics   http://127.0.0.1:9876/observe/metrics
                          traces    http://collector:4318
                        """).doesNotContain("s3cr3t");
    }

    @Test
    void ofManyBrokersTheFirstIsNamed() {
        // When
        String screen = screen(
                List.of(
                        new Use.WritesTopic("pump", "a:9092,b:9092,c:9092", "orders"),
                        new Use.UsesComponent("pump", "timer:tick", true),
                        new Use.UsesComponent("pump", "aws2-athena:query", false),
                        new Use.RunsCrawler("pump", "lake", Optional.empty(), List.of())),
                Map.of(),
                Map.of(),
                Optional.empty());

        // Then
        assertThat(screen).contains("""
                    pump
                      writes  Kafka topic orders at a:9092 and 2 more
                      reads   timer:tick
                      uses    aws2-athena:query
                      runs    Glue crawler lake
                """);
    }

    private static AwsAccess access(Map<AwsService, URI> endpoints) {
        return new AwsAccess(SharedServices.REGION, endpoints, SharedServices.credentialsProvider());
    }

    private static String screen(
            List<Use> uses,
            Map<AwsService, URI> endpoints,
            Map<String, String> environment,
            Optional<String> management) {
        return screen(uses, endpoints, environment, management, Optional.empty(), Optional.empty());
    }

    private static String screen(
            List<Use> uses,
            Map<AwsService, URI> endpoints,
            Map<String, String> environment,
            Optional<String> management,
            Optional<String> profile,
            Optional<String> tracing) {
        StringWriter text = new StringWriter();
        new StartScreen(
                        "application.properties",
                        profile,
                        "routes",
                        uses,
                        access(endpoints),
                        environment,
                        management,
                        tracing)
                .print(new PrintWriter(text, true));
        return text.toString();
    }
}
