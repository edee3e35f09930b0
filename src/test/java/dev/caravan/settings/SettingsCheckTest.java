package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsCheckTest {

    @TempDir
    private Path directory;

    @Test
    void everyProblemIsReportedAtOnceWithKeyValueExpectationAndPlace() throws IOException {
        // Given
        Path file = write("""
                kinesis.start-position=LATST
                batch.max-records=many

                kafka.client.sasl.jaas.config=x required password="correct-horse";
                aws.endpoint.s3={{env:NOBODY}}
                """);
        Settings settings = Settings.defaults()
                .withFile(file)
                .withEnvironment(Map.of("GLUE_CRAWL_PERIOD", "soon"))
                .withCommandLine(Map.of("management.port", "70000", "batch.memory-budget", "plenty"));

        // When
        List<Problem> problems = SettingsCheck.values(settings);

        // Then
        assertThat(SettingsException.of(problems).getMessage().lines())
                .containsExactly(
                        "Setting batch.memory-budget = plenty (--set): expected a size such as 64MB, 512KB or a number of"
                                + " bytes",
                        "Setting glue.crawl-period = soon (environment variable GLUE_CRAWL_PERIOD): expected a time above"
                                + " 0 such as 30s or 5m",
                        "Setting management.port = 70000 (--set): expected a port from 1 to 65535",
                        file
                                + ":1: Setting kinesis.start-position = LATST: expected one of TRIM_HORIZON, LATEST. Did you"
                                + " mean LATEST?",
                        file + ":2: Setting batch.max-records = many: expected a whole number, 1 or more",
                        file
                                + ":4: Setting kafka.client.sasl.jaas.config = ******: holds a secret. Write {{env:NAME}} or"
                                + " {{file:/path}} instead, or leave it empty and set the environment variable"
                                + " KAFKA_CLIENT_SASL_JAAS_CONFIG");
        assertThat(problems)
                .contains(new Problem(
                        "Setting batch.max-records = many: expected a whole number, 1 or more",
                        Optional.of(file.toString()),
                        2));
        assertThat(SettingsCheck.placeholders(settings))
                .extracting(Problem::toString)
                .containsExactly(
                        file + ":5: Setting aws.endpoint.s3 = {{env:NOBODY}}: the environment variable NOBODY is"
                                + " not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{?maybe}}", "{{other:default}}", "{{sys:user.home}}", "a-{{hashicorp:kv:names#lake}}"})
    void whatOnlyCamelLooksUpIsRefusedForAKeyThatCaravanReads(String value) {
        // Given
        Settings settings = Settings.defaults()
                .withCommandLine(Map.of(
                        "dead-letters.bucket", value, "kafka.client.client.id", value, "camel.main.name", value));

        // Then
        String why =
                ": only routes know this form. Here there are {{key}}, {{env:NAME}}, {{file:/path}} and {{aws:NAME}}";
        assertThat(SettingsCheck.values(settings))
                .extracting(Problem::message)
                .containsExactly(
                        "Setting dead-letters.bucket = " + value + " (--set)" + why,
                        "Setting kafka.client.client.id = " + value + " (--set)" + why);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{aws:names#lake}}", "{{env:NAME:default}}", "{{file:/run/a b}}", "{{kafka.brokers}}"})
    void whatCaravanLooksUpIsNot(String value) {
        assertThat(SettingsCheck.values(Settings.defaults().withCommandLine(Map.of("dead-letters.bucket", value))))
                .isEmpty();
    }

    @Test
    void aValueIsCheckedAsWhatItNames() {
        // Given
        Settings settings = Settings.defaults()
                .withEnvironment(Map.of("PORT", "http"))
                .withCommandLine(Map.of("management.port", "{{env:PORT}}", "batch.max-records", "{{aws:records}}"));

        // Then
        assertThat(SettingsCheck.values(settings))
                .extracting(Problem::message)
                .containsExactly("Setting management.port = {{env:PORT}} (--set): expected a port from 1 to 65535");
    }

    @Test
    void everyCredentialOfAwsIsRefusedWhereOthersReadIt() throws IOException {
        // Given
        Path file = write("""
                aws.accessKeyId=AKIDEXAMPLE
                aws.secret-access-key={{env:SECRET}}
                camel.component.aws2-s3.sessionToken=
                dynamodb.key=event_id
                """);

        // When
        String message = messages(Settings.defaults()
                .withFile(file)
                .withEnvironment(Map.of("SECRET", "wJalrXUtnFEMI"))
                .withCommandLine(Map.of("camel.vault.aws.accessKey", "AKIDEXAMPLE")));

        // Then
        assertThat(message)
                .hasLineCount(4)
                .contains(
                        file
                                + ":1: Setting aws.accessKeyId = ******: holds a credential. Remove it; credentials come from"
                                + " AWS's default chain (environment, profile, role)",
                        ":2: Setting aws.secret-access-key",
                        ":3: Setting camel.component.aws2-s3.sessionToken",
                        "Setting camel.vault.aws.accessKey = ****** (--set): holds a credential")
                .doesNotContain("AKIDEXAMPLE", "wJalrXUtnFEMI", "dynamodb.key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.client.sasl.jaas.config",
                "kafka.client.ssl.keystore.password",
                "kafka.client.ssl.keystore.key",
                "kafka.client.sasl.oauthbearer.client.secret.value",
                "camel.component.kafka-batch.additional-properties[ssl.key.password]",
                "camel.component.kafka.saslJaasConfig",
                "mail.password",
                "my.api-key",
                "management.token"
            })
    void aLiteralSecretIsRefusedInAFileAndOnTheCommandLineButMayBeNamed(String key) throws IOException {
        // Given
        Path file = write(key + "=correct-horse\n");

        // Then
        assertThat(messages(Settings.empty().withFile(file)))
                .startsWith(file + ":1: Setting " + key + " = ******: holds a secret. ")
                .endsWith("set the environment variable " + Settings.variable(key));
        assertThat(messages(Settings.empty().withCommandLine(Map.of(key, "correct-horse"))))
                .startsWith("Setting " + key + " = ****** (--set): holds a secret. ");
        for (String allowed : List.of(
                "",
                "{{env:NAME}}",
                "{{file:/run/secrets/a}}",
                "{{aws:kafka/password}}",
                "${file:/run/secrets/kafka:password}",
                "x required password=\"{{env:NAME}}\";")) {
            assertThat(SettingsCheck.values(Settings.empty().withCommandLine(Map.of(key, allowed))))
                    .as(allowed)
                    .isEmpty();
        }
        assertThat(messages(Settings.empty().withCommandLine(Map.of(key, "{{env:NAME:correct-horse}}"))))
                .as("a default is a literal")
                .contains("holds a secret");
        assertThat(SettingsCheck.values(Settings.empty()
                        .withCommandLine(Map.of(key, ""))
                        .withEnvironment(Map.of(Settings.variable(key), "correct-horse"))))
                .as("of the environment")
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka.client.sasl.mechanism",
                "kafka.client.sasl.oauthbearer.token.endpoint.url",
                "kafka.client.ssl.truststore.location",
                "dynamodb.key",
                "kafka.topic"
            })
    void whatIsNoSecretMayBeWrittenAndShown(String key) {
        // Given
        Settings settings = Settings.empty().withCommandLine(Map.of(key, "some-text"));

        // Then
        assertThat(SettingsCheck.values(settings)).isEmpty();
        assertThat(settings.shown(key)).isEqualTo("some-text");
    }

    private static String messages(Settings settings) {
        return SettingsException.of(SettingsCheck.values(settings)).getMessage();
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("some.properties"), text);
    }
}
