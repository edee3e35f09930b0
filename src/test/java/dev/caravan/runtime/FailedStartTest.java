package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user reads whose routes do not come up: one line that names file, route and reason. No service is asked. */
@Timeout(60)
class FailedStartTest {

    @TempDir
    private Path directory;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "nowhere:at-all          | there is no component nowhere",
                "records:set?feld=a      | records://set: There are 1 parameters that couldn't be set",
                "records:set?field=      | field",
                "records:mangle          | mangle",
                "lake:a-bucket?maxParallelPuts=many | maxParallelPuts = many",
                "lake:{{lake.bukket}}    | lake.bukket",
                "lake:BAD                | bucket name",
                "lake:a-bucket?prefix=/x | A prefix has",
                "records:validate?schema=file:nowhere.json | nowhere.json does not exist",
                "records:validate?schema=file:pom.xml | file:pom.xml is not a JSON schema",
                "kafka-batch:            | kafka-batch:"
            })
    void aStepThatCannotBeMadeIsNamedWithItsRouteAndFile(String uri, String reason) throws IOException {
        // Given
        Path file = write("greet.yaml", """
                - route:
                    id: greet
                    from:
                      uri: "direct:greet"
                      steps:
                        - to: { id: step, uri: "%s" }
                """.formatted(uri));

        // When
        Throwable failure = failureOfStart();

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage())
                .hasLineCount(1)
                .startsWith("Route greet of " + file + " cannot ")
                .contains(reason)
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&maxRecords=0 | maxRecords is 1 or more, got 0",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&maxAge=0 | maxAge is a time of 1 ms or more",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&maxAttempts=0 | maxAttempts is 1 or more, got 0",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&drainTimeout=-1 | drainTimeout is a time of 0 ms or more",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&onSettingsMismatch=ignore | onSettingsMismatch",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&startPosition=middle | startPosition",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&isolationLevel=some | isolationLevel",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&consumers=0 | consumers is 1 or more, got 0",
                "kafka-batch:t?brokers=127.0.0.1:1&groupId=g&writers=-1 | writers is 1 or more, got -1",
                "kafka-batch:t?brokers=127.0.0.1:1 | groupId",
                "kafka-batch:t?groupId=g | brokers",
                "kafka-batch:t?brokers=nowhere&groupId=g | nowhere",
                "kafka-batch:bad name?brokers=127.0.0.1:1&groupId=g | bad name",
                "kinesis-batch:s?applicationName=a&writers=0 | writers of kinesis-batch:s is 1 or more, got 0",
                "kinesis-batch:s?applicationName=a&maxRecords=-1 | maxRecords is 1 or more, got -1",
                "kinesis-batch:s?applicationName=a&idleTimeBetweenReads=10 | idleTimeBetweenReads",
                "kinesis-batch:s?applicationName=a&maxRecordsPerRead=20000 | maxRecordsPerRead",
                "kinesis-batch:s?applicationName=a&startPosition=MIDDLE | startPosition",
                "kinesis-batch:s?applicationName=a&startPosition=AT_TIMESTAMP | startTimestamp",
                "kinesis-batch:s?applicationName=a&startTimestamp=yesterday | startTimestamp",
                "kinesis-batch:bad name?applicationName=a | bad name",
                "kinesis-batch:s | applicationName"
            })
    void aSourceThatCannotBeMadeIsNamedWithItsRouteAndFile(String uri, String reason) throws IOException {
        // Given
        Path file = write("read.yaml", """
                - route:
                    id: read
                    from:
                      uri: "%s"
                      steps:
                        - log: { message: "x" }
                """.formatted(uri));

        // When
        Throwable failure = failureOfStart();

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage())
                .hasLineCount(1)
                .startsWith("Route read of " + file + " cannot ")
                .contains(reason)
                .hasSizeLessThan(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "- route: [                                   | is not YAML: ",
                "- route: { id: a, frm: { uri: `direct:a` } } | Unsupported field: frm",
                "- roote: { id: a }                           | roote",
                "route: { id: a }                             | is no list of routes",
                "just text                                    | is no list of routes",
                "[]                                           | holds nothing",
                "``                                           | holds nothing",
                "# nothing                                    | holds nothing"
            })
    void aFileThatCannotBeReadIsNamed(String text, String reason) throws IOException {
        // Given
        Path file = write("greet.yaml", text == null ? "" : text.replace('`', '"'));

        // When
        Throwable failure = failureOfStart();

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage()).hasLineCount(1).startsWith(file + ":").contains(reason);
    }

    @Test
    void everyFileThatCannotBeReadIsNamed() throws IOException {
        // Given
        Path first = write("a.yaml", "route: {}");
        Files.write(directory.resolve("b.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});

        // When
        Throwable failure = failureOfStart();

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage().lines()).hasSize(2);
        assertThat(failure).hasMessageContaining(first.toString()).hasMessageContaining("b.yaml: is not UTF-8");
    }

    @Test
    void filesWithoutARouteAreNoRun() throws IOException {
        // Given
        write("beans.yaml", "- beans: []");

        // When / Then
        assertThat(failureOfStart())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("no route")
                .hasMessageContaining(directory.toString());
    }

    @Test
    void twoRoutesOfOneNameAreNamed() throws IOException {
        // Given
        write("a.yaml", "- route: { id: twice, from: { uri: \"direct:a\", steps: [ { log: \"a\" } ] } }");
        write("b.yaml", "- route: { id: twice, from: { uri: \"direct:b\", steps: [ { log: \"b\" } ] } }");

        // When / Then
        assertThat(failureOfStart())
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("twice")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
    }

    @ParameterizedTest
    @CsvSource({
        "camel.component.kafka-batch.brokerss, x, brokerss",
        "camel.main.shutdown-timeoutt, 60, shutdown-timeoutt",
        "camel.main.shutdown-timeout, soon, soon"
    })
    void aSettingOfCamelThatCannotBeUsedIsNamed(String key, String value, String reason) throws IOException {
        // Given
        write("a.yaml", "- route: { id: a, from: { uri: \"direct:a\", steps: [ { log: \"a\" } ] } }");

        // When
        Throwable failure = catchThrowable(
                () -> CaravanRuntime.start(Settings.empty().with(Map.of(key, value), "the test"), directory, clients));

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage()).hasLineCount(1).contains(reason);
    }

    @Test
    void aSecretIsNotPartOfTheReason() throws IOException {
        // Given
        write("a.yaml", "- route: { id: a, from: { uri: \"direct:a\", steps: [ { log: \"a\" } ] } }");
        Settings settings =
                Settings.empty().with(Map.of("camel.component.kafka-batch.password", "correct-horse"), "the test");

        // When
        Throwable failure = catchThrowable(() -> CaravanRuntime.start(settings, directory, clients));

        // Then
        assertThat(failure).isInstanceOf(SettingsException.class);
        assertThat(failure.getMessage())
                .isEqualTo("Setting camel.component.kafka-batch.password = ******: there is no such option");
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text, StandardCharsets.UTF_8);
    }

    private Throwable failureOfStart() {
        return catchThrowable(
                () -> CaravanRuntime.start(Settings.empty(), directory, clients).close());
    }
}
