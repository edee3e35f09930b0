package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.source.kafka.KafkaBatchComponent;
import dev.caravan.testing.SecretsServer;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Secrets of a vault in routes, in Kafka's clients and in values that Caravan reads itself. */
@Timeout(60)
class VaultTest {

    @TempDir
    private Path directory;

    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private SecretsServer vault;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", SharedServices.CREDENTIALS.accessKeyId());
        System.setProperty("aws.secretAccessKey", SharedServices.CREDENTIALS.secretAccessKey());
        vault = new SecretsServer(Map.of("kafka", "{\"password\":\"correct-horse\"}", "odd", "{{correct-horse}}"));
    }

    @AfterEach
    void stop() {
        vault.close();
        clients.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void routesAndKafkasClientsReadSecretsOfTheVault() throws Exception {
        // Given
        write("{{greeting}}");

        // When
        try (CaravanRuntime runtime = CaravanRuntime.start(
                settings(Map.of(
                        "greeting", "hello {{aws:kafka#password}}",
                        "kafka.client.sasl.jaas.config", "x required password=\"{{aws:kafka#password}}\";",
                        "kafka.client.security.protocol", "SASL_SSL")),
                directory,
                clients)) {

            // Then
            assertThat(runtime.context().createProducerTemplate().requestBody("direct:greet", "", String.class))
                    .isEqualTo("hello correct-horse");
            assertThat(runtime.context()
                            .getComponent("kafka-batch", KafkaBatchComponent.class)
                            .getAdditionalProperties())
                    .containsEntry("sasl.jaas.config", "x required password=\"correct-horse\";")
                    .containsEntry("security.protocol", "SASL_SSL");
        }
    }

    @Test
    void aSecretIsAskedForWhenItIsNeededAndOnce() {
        // Given
        Settings settings = settings(Map.of(
                "management.token", "{{aws:kafka#password}}",
                "dead-letters.prefix", "{{aws:kafka#password}}/",
                "glue.database", "{{aws:nobody:fallback}}"));
        assertThat(vault.asked()).isEmpty();

        // Then
        assertThat(settings.get("management.token")).isEqualTo("correct-horse");
        assertThat(settings.get("dead-letters.prefix")).isEqualTo("correct-horse/");
        assertThat(vault.asked()).containsExactly("kafka");
        assertThat(settings.get("glue.database")).isEqualTo("fallback");
    }

    @Test
    void aSecretThatNamesAnotherIsRefusedInRoutesWithoutBeingShown() throws IOException {
        // Given
        write("{{aws:odd}}");

        // When / Then
        assertThatThrownBy(() -> CaravanRuntime.start(settings(Map.of()), directory, clients))
                .hasMessageContaining("the secret odd has {{ or }} in it")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("correct-horse"));
    }

    @Test
    void aSecretThatIsNotThereIsNamed() throws IOException {
        // Given
        write("{{aws:nobody}}");

        // When / Then
        assertThatThrownBy(() -> CaravanRuntime.start(settings(Map.of()), directory, clients))
                .hasMessageContainingAll("nobody", "no such secret")
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(1));
    }

    @Test
    void anOutageIsWaitedFor() {
        // Given
        vault.refuse(5, 503, "ServiceUnavailable");

        // When / Then
        assertThat(settings(Map.of("management.token", "{{aws:kafka#password}}"))
                        .get("management.token"))
                .isEqualTo("correct-horse");
        assertThat(vault.asked()).hasSize(6);
    }

    @ParameterizedTest
    @CsvSource({"503, ServiceUnavailable", "500, InternalServiceError", "400, ThrottlingException"})
    void anOutageThatLastsIsNoFaultOfASetting(int status, String code) {
        // Given
        vault.refuse(Integer.MAX_VALUE, status, code);

        // When / Then
        assertThatThrownBy(() -> impatient(Map.of("management.token", "{{aws:kafka#password:none}}"))
                        .get("management.token"))
                .isInstanceOf(RetryableException.class)
                .hasMessageStartingWith("AWS Secrets Manager did not hand out the secret kafka in time: ")
                .hasMessageContainingAll("status " + status, code);
    }

    @Test
    void anOutageIsNoFaultOfARoute() throws IOException {
        // Given
        write("{{aws:kafka#password}}");
        vault.close();

        // When / Then
        assertThatThrownBy(() -> CaravanRuntime.start(impatient(Map.of()), directory, clients))
                .isNotInstanceOf(SettingsException.class)
                .hasMessageContaining("did not hand out the secret kafka in time")
                .hasRootCauseInstanceOf(ConnectException.class);
    }

    @ParameterizedTest
    @CsvSource({"400, AccessDeniedException", "403, AccessDenied", "400, DecryptionFailure"})
    void aSecretThatMayNotBeReadIsASettingToCorrectAndNotWaitedFor(int status, String code) {
        // Given
        vault.refuse(Integer.MAX_VALUE, status, code);

        // When / Then
        assertThatThrownBy(() -> settings(Map.of("management.token", "{{aws:kafka#password:none}}"))
                        .get("management.token"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "Setting management.token", "the secret kafka of AWS Secrets Manager cannot be read", code);
        assertThat(vault.asked()).hasSize(1);
    }

    @Test
    void aFieldThatIsNotThereIsNamedAndTheSecretIsNotShown() {
        assertThatThrownBy(() -> settings(Map.of("management.token", "{{aws:odd#password}}"))
                        .get("management.token"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("it is no JSON object, and a field of it is asked for")
                .hasMessageNotContaining("correct-horse");
        assertThat(settings(Map.of("management.token", "{{aws:kafka#user:nobody}}"))
                        .get("management.token"))
                .isEqualTo("nobody");
    }

    private Settings impatient(Map<String, String> values) {
        return Vault.behind(settings(values).withoutVault(), Retry.atMost(Duration.ofMillis(1), Backoff.DEFAULT));
    }

    private Settings settings(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("management.port", "");
        all.put("dead-letters.bucket", "");
        all.putAll(vault.settings());
        return Vault.behind(Settings.defaults().with(all, "the test"));
    }

    private void write(String body) throws IOException {
        Files.writeString(directory.resolve("greet.yaml"), """
                - route:
                    id: greet
                    from:
                      uri: "direct:greet"
                      steps:
                        - setBody: { constant: "%s" }
                """.formatted(body));
    }
}
