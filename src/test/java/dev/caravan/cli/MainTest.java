package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.local.DataDirectory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Command lines that need no service. */
@Timeout(60)
class MainTest {

    @TempDir
    private Path directory;

    @Test
    void helpNamesEveryCommandAndTheExitCodes() {
        // When
        CommandRun help = CommandRun.of("--help");

        // Then
        assertThat(help.code()).isZero();
        assertThat(help.out())
                .contains("run ", "generate ", "verify ", "query ", "demo ", "local ")
                .containsIgnoringWhitespaces("Exit codes: 0 ok, 1 failed, 2 bad usage or settings.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "check",
                "init",
                "generate",
                "verify",
                "query",
                "reconcile",
                "plan",
                "setup",
                "teardown",
                "policy",
                "doctor",
                "demo",
                "local"
            })
    void everyCommandHasHelp(String command) {
        // When
        CommandRun help = CommandRun.of(command, "--help");

        // Then
        assertThat(help.code()).isZero();
        assertThat(help.out()).startsWith("Usage: caravan " + command);
        assertThat(help.err()).isEmpty();
    }

    @Test
    void anUnknownCommandIsBadUsage() {
        // When
        CommandRun run = CommandRun.of("frobnicate");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("Unmatched argument at index 0: 'frobnicate'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "generate user-activity.yaml", "verify truth.json", "query SELECT", "demo"})
    void aMissingSettingsFileIsOneLine(String command) {
        // Given
        Path missing = directory.resolve("caravan.properties");

        // When
        CommandRun run = CommandRun.of((command + " --config " + missing).split(" "));

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .hasLineCount(1)
                .isEqualTo("There is no settings file " + missing
                        + ". Run in a folder with application.properties, or name one with --config");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void runNeedsADirectoryOfRoutes() {
        // Given
        Path missing = directory.resolve("routes");

        // When
        CommandRun run = CommandRun.of("run", "--routes", missing.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .hasLineCount(1)
                .isEqualTo("There is no directory " + missing
                        + " with routes. Run in a folder with routes/, or name one with --routes");
    }

    @Test
    void runNeedsRoutesInTheirDirectory() {
        // When
        CommandRun run = CommandRun.of("run", "--routes", directory.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).contains("no routes").contains(directory.toString());
    }

    @Test
    void aRouteThatCannotBeReadIsNamed() throws IOException {
        // Given
        Path route = Files.writeString(directory.resolve("broken.yaml"), """
                - route:
                    id: broken
                    from:
                      uri: "nowhere:at-all"
                      steps:
                        - log: { message: "x" }
                """);

        // When
        CommandRun run = CommandRun.of("run", "--routes", route.getParent().toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).isEqualTo(route + ":4: there is no component nowhere");
        assertThat(run.all()).doesNotContain("\tat ");
    }

    @Test
    void badEndpointsAreReportedTogether() {
        // When
        CommandRun run =
                CommandRun.of("query", "SELECT 1", "--set", "aws.endpoint.s3=s3", "--set", "aws.endpoint.athena=me");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .hasLineCount(2)
                .contains("aws.endpoint.s3 = s3 (--set)", "aws.endpoint.athena = me (--set)");
    }

    @Test
    void everyProblemOfAProfileIsOneLine() throws IOException {
        // Given
        Path profile = Files.writeString(directory.resolve("profile.yaml"), """
                name: broken
                targets: { kinesis: stream }
                total: -5
                partition-key: nobody
                fields:
                  user_id: { type: integre }
                """);

        // When
        CommandRun run = CommandRun.of("generate", profile.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines()).hasSizeGreaterThanOrEqualTo(2).allSatisfy(line -> assertThat(line)
                .startsWith(profile.toString()));
        assertThat(run.err()).contains("total", "integre");
    }

    @Test
    void aProfileThatIsMissingIsNamed() {
        // When
        CommandRun run = CommandRun.of("generate", "nowhere.yaml");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).isEqualTo("nowhere.yaml: no such file");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--rate=-1", "--rate=fast", "--records=0", "--only=s3"})
    void anOptionOfGenerateThatMakesNoSenseIsBadUsage(String option) {
        // When
        CommandRun run = CommandRun.of("generate", "generator/user-activity.yaml", option);

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).isNotBlank();
        assertThat(run.all()).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"directory", "broken.json", "broken.json/truth.json"})
    void aTruthFileThatCouldNotBeWrittenStopsGenerateBeforeItSends(String name) throws IOException {
        // Given: nobody listens there, so that sending would say something else
        Files.createDirectory(directory.resolve("directory"));
        Files.writeString(directory.resolve("broken.json"), "not JSON");
        Path truth = directory.resolve(name);

        // When
        CommandRun run = CommandRun.of(
                "generate",
                "generator/user-activity.yaml",
                "--set=kafka.brokers=127.0.0.1:1",
                "--set=aws.endpoint.kinesis=http://127.0.0.1:1",
                "--truth=" + truth);

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).contains("truth file " + truth);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anEmptyStatementIsBadUsage() {
        // When
        CommandRun run = CommandRun.of("query", " ");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).startsWith("The statement is empty");
    }

    @Test
    void aMissingTruthFileIsNamed() {
        // When
        CommandRun run = CommandRun.of("verify", "nowhere.json");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo("There is no truth file nowhere.json: generate writes one with --truth");
    }

    @Test
    void aBrokenTruthFileIsNamed() throws IOException {
        // Given
        Path truth = Files.writeString(directory.resolve("truth.json"), "{\"version\": 1, \"runs\": [");

        // When
        CommandRun run = CommandRun.of("verify", truth.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).startsWith("cannot read the truth file " + truth);
    }

    @Test
    void aTableIsEitherCsvOrJson() {
        // When
        CommandRun run = CommandRun.of("query", "SELECT 1", "--csv", "--json");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("mutually exclusive");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--records=0", "--routes=nowhere", "--generator=nowhere"})
    void aDemoThatCannotBeginSaysWhy(String option) {
        // When
        CommandRun run = CommandRun.of("demo", option);

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip()).hasLineCount(1).containsAnyOf("--records is 1 or more", "There is no ");
    }

    @Test
    void aPortThatIsTakenIsNamedWithItsHolderBeforeAnythingStarts() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            // Given
            int port = taken.getLocalPort();
            Path data = directory.resolve("data");

            // When
            CommandRun run = CommandRun.of("local", "--data", data.toString(), "--port", "kafka=" + port);

            // Then
            assertThat(run.code()).as(run.all()).isEqualTo(2);
            assertThat(run.err().strip())
                    .hasLineCount(1)
                    .startsWith("--port: Port " + port + " for Kafka is taken")
                    .contains("another port");
            assertThat(data).doesNotExist();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"kafka=70000", "kafka=many", "postgres=5432", "kafka", "kafka=9092 --port s3=9092"})
    void aPortThatMakesNoSenseIsBadUsage(String port) {
        // When
        CommandRun run = CommandRun.of(("local --data " + directory.resolve("data") + " --port " + port).split(" "));

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err()).contains("--port");
    }

    @Test
    void aDataDirectoryThatCannotBeUsedIsNamed() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("data"), "not a directory");

        // When
        CommandRun run = CommandRun.of("demo", "--data", file.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo("The data directory " + file + " cannot be written: " + file
                        + " is no directory. Name another one with --data");
    }

    @Test
    void aDemoLeavesADirectoryAloneThatAnotherRunUses() throws IOException {
        // Given
        Path log = Files.writeString(directory.resolve("demo.log"), "of the other run");
        try (DataDirectory other = DataDirectory.take(directory)) {
            // When
            CommandRun run = CommandRun.of("demo", "--data", directory.toString());

            // Then
            assertThat(run.code()).as("%s %s", run.all(), other).isEqualTo(2);
            assertThat(run.err().strip()).hasLineCount(1).contains("is in use by", "--data");
            assertThat(log).hasContent("of the other run");
        }
    }

    @Test
    void everyProblemOfTheSettingsIsALineWithItsPlace() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("application.properties"), """
                # mine
                lake.bukcet=mine
                batch.max-age=soon
                kafka.client.sasl.jaas.config=hunter2
                """);

        // When
        CommandRun run = CommandRun.of("run", "--config", file.toString(), "--set", "management.port=http");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().lines())
                .containsExactly(
                        "Setting management.port = http (--set): expected a port from 1 to 65535",
                        file + ":2: Setting lake.bukcet is read by nothing: did you mean lake.bucket?",
                        file + ":3: Setting batch.max-age = soon: expected a time above 0 such as 30s or 5m",
                        file
                                + ":4: Setting kafka.client.sasl.jaas.config = ******: holds a secret. Write {{env:NAME}} or"
                                + " {{file:/path}} instead, or leave it empty and set the environment variable"
                                + " KAFKA_CLIENT_SASL_JAAS_CONFIG");
        assertThat(run.all()).doesNotContain("hunter2");
    }

    @Test
    void aKeyOfTheFileThatRoutesMayReadIsLeftAloneWithoutRoutes() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("application.properties"), "my.topic=clicks\n");

        // When
        CommandRun run = CommandRun.of("verify", "nowhere.json", "--config", file.toString());

        // Then
        assertThat(run.err().strip())
                .isEqualTo("There is no truth file nowhere.json: generate writes one with --truth");
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "query SELECT"})
    void aProfileLiesOverTheFile(String command) throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("application.properties"), "management.port=http\n");
        Path profile = Files.writeString(directory.resolve("application-prod.properties"), "management.port=https\n");

        // When
        CommandRun run = CommandRun.of((command + " --profile prod --config " + file).split(" "));

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo(profile + ":1: Setting management.port = https: expected a port from 1 to 65535");
    }

    @Test
    void aProfileWithoutAFileIsNamed() {
        // When
        CommandRun run = CommandRun.of("query", "SELECT 1", "--profile", "nowhere");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo("There is no file "
                        + Path.of("application-nowhere.properties").toAbsolutePath()
                        + " of the profile nowhere: write it, or correct the name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"run", "demo", "generate generator/user-activity.yaml", "verify truth.json", "query SELECT"})
    void aMisspeltSettingIsNotPassedOver(String command) {
        // When
        CommandRun run = CommandRun.of((command + " --set lake.bukcet=mine").split(" "));

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err().strip())
                .isEqualTo("Setting lake.bukcet (--set) is read by nothing: did you mean lake.bucket?");
    }
}
