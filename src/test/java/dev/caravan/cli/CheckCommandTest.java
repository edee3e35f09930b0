package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CheckCommandTest {

    private static final String BROKEN = """
            - route:
                id: a
                description: A.
                from:
                  uri: "timer:a"
                  steps:
                    - to: { id: b, uri: "lak:b" }
            """;

    @TempDir
    private Path directory;

    @Test
    void inWhatIsShippedNothingIsFound() {
        // When
        CommandRun run = CommandRun.of("check", "--strict");

        // Then
        assertThat(run.out()).isEqualTo("check: no problems, no warnings\n");
        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
    }

    @Test
    void aProblemIsALineAndExitCodeTwo() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.yaml"), BROKEN);

        // When
        CommandRun run = CommandRun.of("check", "--routes", directory.toString(), "--set", "lake.bukcet=b");

        // Then
        assertThat(run.out()).isEqualTo("""
                        Setting lake.bukcet (--set) is read by nothing: did you mean lake.bucket?
                        %s:7: there is no component lak: did you mean lake?
                        check: 2 problems, no warnings
                        """.formatted(file));
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void warningsCountIfAskedTo() throws IOException {
        // Given
        Path file = Files.writeString(
                directory.resolve("a.yaml"), BROKEN.replace("lak:b", "log:b").replace("    description: A.\n", ""));

        // When
        CommandRun lax = CommandRun.of("check", "--routes", directory.toString());
        CommandRun strict = CommandRun.of("check", "--routes", directory.toString(), "--strict");

        // Then
        assertThat(lax.out())
                .isEqualTo(file + ":1: warning: route a has no description\ncheck: no problems, 1 warning\n");
        assertThat(lax.code()).isZero();
        assertThat(strict.out()).isEqualTo(lax.out());
        assertThat(strict.code()).isEqualTo(2);
    }

    @Test
    void asJsonThereAreTheSamePlaces() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.yaml"), BROKEN);

        // When
        CommandRun run = CommandRun.of("check", "--json", "--routes", directory.toString(), "--set", "lake.bukcet=b");

        // Then
        JsonNode json = new JsonMapper().readTree(run.out());
        assertThat(json.path("problems").asInt()).isEqualTo(2);
        assertThat(json.path("warnings").asInt()).isZero();
        assertThat(json.path("findings").path(0).path("file").isNull()).isTrue();
        assertThat(json.path("findings").path(1))
                .isEqualTo(new JsonMapper()
                        .createObjectNode()
                        .put("severity", "problem")
                        .put("file", file.toString())
                        .put("line", 7)
                        .put("message", "there is no component lak: did you mean lake?"));
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void routesAreLookedAtEvenIfTheAddressesOfAwsCannotBeUsed() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.yaml"), BROKEN);

        // When
        CommandRun run = CommandRun.of("check", "--routes", directory.toString(), "--set", "aws.endpoint.s3=somewhere");

        // Then
        assertThat(run.out()).isEqualTo("""
                        Setting aws.endpoint.s3 = somewhere (--set): expected an address such as https://host:port
                        %s:7: there is no component lak: did you mean lake?
                        check: 2 problems, no warnings
                        """.formatted(file));
    }

    @Test
    void aSettingOfCamelThatCannotBeUsedIsToldWithItsLine() throws IOException {
        // Given
        Path settings = Files.writeString(
                directory.resolve("a.properties"), "\ncamel.main.shutdown-timeoutt=60\naws.region=\n");
        Files.writeString(directory.resolve("a.yaml"), BROKEN.replace("lak:b", "log:b"));

        // When
        CommandRun run = CommandRun.of("check", "--config", settings.toString(), "--routes", directory.toString());

        // Then
        assertThat(run.out()).isEqualTo("""
                        %1$s:2: Setting camel.main.shutdown-timeoutt = 60: there is no such option
                        %1$s:3: Setting aws.region is missing: set it in application.properties or with --set aws.region=...
                        check: 2 problems, no warnings
                        """.formatted(settings));
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aNameOfAwsThatIsNoneIsToldWithItsLineAndWhatItHasToBe() throws IOException {
        // Given
        Path settings = Files.writeString(directory.resolve("a.properties"), """
                setup.kms-key=lake
                kafka.cluster-arn=events
                athena.output=s3://results
                glue.crawler-role=arn:aws:iam::123456789012:user/ada
                """);
        Files.writeString(directory.resolve("a.yaml"), BROKEN.replace("lak:b", "log:b"));

        // When
        CommandRun run = CommandRun.of("check", "--config", settings.toString(), "--routes", directory.toString());

        // Then
        assertThat(run.out()).isEqualTo("""
                        %1$s:1: Setting setup.kms-key = lake: expected a KMS key, arn:aws:kms:REGION:ACCOUNT:key/ID or alias/NAME
                        %1$s:2: Setting kafka.cluster-arn = events: expected the ARN of an MSK cluster, arn:aws:kafka:REGION:ACCOUNT:cluster/NAME/UUID
                        %1$s:3: Setting athena.output = s3://results: expected a folder in S3, s3://BUCKET/ or s3://BUCKET/PREFIX/ with its last slash
                        %1$s:4: Setting glue.crawler-role = arn:aws:iam::123456789012:user/ada: expected an IAM role, its name or arn:aws:iam::ACCOUNT:role/NAME
                        check: 4 problems, no warnings
                        """.formatted(settings));
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void aMissingSettingsFileIsAFinding() {
        // Given
        Path missing = directory.resolve("caravan.properties");

        // When
        CommandRun run = CommandRun.of("check", "--json", "--config", missing.toString());

        // Then
        assertThat(run.out()).contains("There is no settings file " + missing);
        assertThat(run.code()).isEqualTo(2);
    }

    @Test
    void explainedIsEachRouteThatCanBeMade() throws IOException {
        // When
        CommandRun text = CommandRun.of("check", "--explain", "--rate", "50", "--record-bytes", "200");
        CommandRun json = CommandRun.of("check", "--explain", "--json");

        // Then
        assertThat(text.code()).isZero();
        assertThat(text.out())
                .contains("route kinesis-to-s3 (routes/kinesis-to-s3.yaml:3)\n")
                .contains(
                        "  objects in s3://caravan-lake/user-activity/\n    such as user-activity/dt=2025-01-19/hour=12/")
                .contains("  AWS actions kinesis:GetRecords\n", "  AWS actions s3:PutObject\n")
                .contains("    17280 or more a day, of 50000 bytes each before compression\n")
                .contains("    CREATE EXTERNAL TABLE IF NOT EXISTS `caravan`.`user_activity` (\n")
                .endsWith("\ncheck: no problems, no warnings\n");
        assertThat(new JsonMapper().readTree(json.out()).path("routes").findValuesAsText("route"))
                .containsExactlyInAnyOrder(
                        "crawl-on-schedule",
                        "crawl",
                        "kafka-to-dynamodb",
                        "kinesis-to-s3",
                        "kinesis-to-seed-layout",
                        "replica-to-s3");
    }

    @Test
    void aLoadOfNothingIsBadUsage() {
        // When
        CommandRun run = CommandRun.of("check", "--explain", "--rate", "0");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("A load needs a rate above 0").contains("Usage: caravan check");
    }
}
