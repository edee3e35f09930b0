package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.generate.truth.Truth;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Command lines with the shipped settings, but for endpoints and names. */
@Timeout(120)
class CommandsOnServicesTest {

    private static final String KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";

    @TempDir
    private Path directory;

    @BeforeEach
    void provideCredentials() {
        System.setProperty(KEY, SharedServices.CREDENTIALS.accessKeyId());
        System.setProperty(SECRET, SharedServices.CREDENTIALS.secretAccessKey());
    }

    @AfterEach
    void removeCredentials() {
        System.clearProperty(KEY);
        System.clearProperty(SECRET);
    }

    @Test
    void runOnAnUnknownStreamEndsAtOnceAndNamesIt() throws IOException {
        // Given
        String bucket = SharedServices.createBucket();

        // When
        CommandRun run = execute(
                "kinesis.stream=Nowhere",
                "run",
                "--routes",
                kinesisRoute(),
                "--set=lake.bucket=" + bucket,
                "--set=dead-letters.bucket=" + bucket);

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err().strip())
                .hasLineCount(1)
                .startsWith("Route kinesis-to-s3 of " + directory.resolve("routes/kinesis-to-s3.yaml")
                        + " cannot start: There is no stream Nowhere at ");
        assertThat(run.all()).doesNotContain("\tat ");
    }

    @Test
    void runWithoutItsBucketEndsAtOnceAndNamesIt() throws IOException {
        // When
        CommandRun run = execute("lake.bucket=no-such-bucket", "run", "--routes", kinesisRoute());

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("There is no bucket no-such-bucket at ");
        assertThat(run.all()).doesNotContain("\tat ");
    }

    @Test
    void runTakesTheSchemaThatLiesBesideItsRoutes() throws IOException {
        // Given
        String bucket = SharedServices.createBucket();
        String routes = kinesisRoute();
        Path schema = Path.of(routes, "schemas/user-activity.json");
        Files.delete(schema);

        // When
        CommandRun run = execute(
                "kinesis.stream=Nowhere",
                "run",
                "--routes",
                routes,
                "--set=lake.bucket=" + bucket,
                "--set=dead-letters.bucket=" + bucket);

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains(schema.toString());
    }

    @Test
    void runWithCredentialsThatAreRefusedSaysSo() throws IOException {
        // Given
        System.setProperty(SECRET, "another-secret");

        // When
        CommandRun run = execute("kinesis.stream=Nowhere", "run", "--routes", kinesisRoute());

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("Check the credentials");
        assertThat(run.all()).doesNotContain("\tat ", "another-secret");
    }

    @Test
    void generateAtRateZeroIsNotHeldBackAndItsTruthFileHoldsBothRuns() throws IOException {
        // Given
        String stream = SharedServices.createStream(1);
        Path truth = directory.resolve("truth.json");
        String[] command = {"generate", slowProfile(), "--only", "kinesis", "--rate", "0", "--truth", truth.toString()};

        // When
        CommandRun first = execute("kinesis.stream=" + stream, command);
        CommandRun second = execute("kinesis.stream=" + stream, command);

        // Then
        assertThat(first.code()).as(first.all()).isZero();
        assertThat(first.out())
                .startsWith("generate: 500 records to kinesis " + stream + ", good 500, truth in " + truth);
        assertThat(second.code()).as(second.all()).isZero();
        assertThat(Truth.read(truth).runs()).hasSize(2);
    }

    @Test
    void generateToAnUnknownStreamNamesIt() throws IOException {
        // When
        CommandRun run = execute(
                "kinesis.stream=Nowhere",
                "generate",
                slowProfile(),
                "--rate=0",
                "--truth",
                directory.resolve("truth.json").toString());

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("Nowhere");
        assertThat(run.all()).doesNotContain("\tat ");
    }

    @Test
    void queryPrintsATableCsvOrJson() {
        // Given
        String sql = "SELECT 'click' AS action, 2 AS n";
        String output = "athena.output=s3://" + SharedServices.createBucket() + "/";

        // When
        CommandRun table = execute(output, "query", sql);
        CommandRun csv = execute(output, "query", sql, "--csv");
        CommandRun json = execute(output, "query", sql, "--json");

        // Then
        assertThat(List.of(table.code(), csv.code(), json.code())).containsOnly(0);
        assertThat(table.out().lines()).containsExactly("action  n", "------  -", "click   2", "(1 row)");
        assertThat(csv.out()).isEqualTo("action,n\r\nclick,2\r\n");
        assertThat(json.out().strip()).isEqualTo("[{\"action\":\"click\",\"n\":2}]");
    }

    @Test
    void aQueryThatFailsSaysAthenasReasonInOneLine() {
        // Given
        String output = "athena.output=s3://" + SharedServices.createBucket() + "/";

        // When
        CommandRun run = execute(output, "query", "SELECT * FROM nowhere.orders");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.err().strip())
                .hasLineCount(1)
                .startsWith("query failed: Query ")
                .contains("FAILED: SCHEMA_NOT_FOUND", "'nowhere'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aStatementThatAthenaDoesNotTakeIsAnsweredWithItsReason() {
        // Given
        String output = "athena.output=s3://" + SharedServices.createBucket() + "/";

        // When
        CommandRun run = execute(output, "query", "SELEKT 1");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.err().strip())
                .hasLineCount(1)
                .startsWith("query failed: Athena refused it: line 1:1: mismatched input 'SELEKT'");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void generateToAnUnknownTopicNamesItWithoutAStackTrace() {
        // When
        CommandRun run = execute(
                "kafka.brokers=" + SharedServices.kafka().bootstrapServers(),
                "generate",
                "generator/user-activity.yaml",
                "--only=kafka",
                "--records=10",
                "--set",
                "kafka.topic=nowhere",
                "--set",
                "kafka.client.max.block.ms=2000",
                "--truth",
                directory.resolve("truth.json").toString());

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err())
                .contains("the Kafka topic nowhere", "Check that the broker runs and that the topic exists");
        assertThat(run.all()).doesNotContain("\tat ");
    }

    private static CommandRun execute(String setting, String... command) {
        List<String> line = new ArrayList<>(List.of(command));
        for (String set : List.of(
                setting,
                "batch.max-age=5000",
                "aws.region=" + SharedServices.REGION.id(),
                "aws.endpoint.kinesis=" + SharedServices.kinesis().endpoint(),
                "aws.endpoint.dynamodb=" + SharedServices.dynamoDb().endpoint(),
                "aws.endpoint.s3=" + SharedServices.s3().endpoint(),
                "aws.endpoint.athena=" + SharedServices.athena().endpoint(),
                "aws.endpoint.cloudwatch=http://127.0.0.1:1")) {
            line.addAll(List.of("--set", set));
        }
        return CommandRun.of(line.toArray(String[]::new));
    }

    /** A directory with the shipped Kinesis route and its schema. */
    private String kinesisRoute() throws IOException {
        Path routes = directory.resolve("routes");
        Files.createDirectories(routes.resolve("schemas"));
        for (String file : List.of("kinesis-to-s3.yaml", "schemas/user-activity.json")) {
            Files.copy(Path.of("routes").resolve(file), routes.resolve(file));
        }
        return routes.toString();
    }

    /** One record a second: 500 would take longer than the test may. */
    private String slowProfile() throws IOException {
        return Files.writeString(directory.resolve("slow.yaml"), """
                        name: slow
                        targets: { kinesis: "{{kinesis.stream}}" }
                        total: 500
                        rate: 1
                        partition-key: user_id
                        fields:
                          user_id: { type: integer, min: 1, max: 10 }
                        """).toString();
    }
}
