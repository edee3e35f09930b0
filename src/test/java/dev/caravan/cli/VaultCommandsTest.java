package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SecretsServer;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Settings whose values lie in a vault, for commands that start no route. */
@Timeout(60)
@ExtendWith(LocalKeys.class)
class VaultCommandsTest {

    @TempDir
    private Path directory;

    private SecretsServer vault;

    @BeforeEach
    void start() throws IOException {
        vault = new SecretsServer(Map.of("names", "{\"letters\":\"letters-of-the-vault\"}"));
    }

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void aNameMayLieInAVault() {
        // When
        CommandRun run = run("policy ingest --account 123456789012", "dead-letters.bucket={{aws:names#letters}}");

        // Then
        assertThat(run.code()).as(run.all()).isZero();
        assertThat(run.out()).contains("arn:aws:s3:::letters-of-the-vault/").doesNotContain("{{");
        assertThat(vault.asked()).containsOnly("names");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run --dry-run",
                "plan",
                "setup",
                "teardown --dry-run",
                "policy --account 123456789012",
                "reconcile",
                "reconcile s3://a-bucket/orders/",
                "query SELECT",
                "dead-letters list",
                "dead-letters replay --dry-run"
            })
    void aSecretThatIsNotThereIsToldWithItsKeyAndPlaceByEveryCommand(String command) throws IOException {
        // Given
        Path settings = Files.writeString(
                directory.resolve("caravan.properties"), "\naws.endpoint.cloudwatch={{aws:nobody}}\n");

        // When
        CommandRun run = run(command + " --config " + settings);

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(settings + ":2: Setting aws.endpoint.cloudwatch = {{aws:nobody}}: the secret nobody of AWS"
                        + " Secrets Manager cannot be read: there is no such secret")
                .endsWith(
                        ". Correct its name, the region or the permissions, or write {{env:NAME}} or {{file:/path}}\n")
                .hasLineCount(1);
    }

    @ParameterizedTest
    @CsvSource({
        "run --dry-run, ingest",
        "query SELECT, reports",
        "plan, set-up",
        "reconcile, operator",
        "dead-letters list, operator"
    })
    void noCommandLooksUpASecretThatItsRoleMayNot(String command, String role) throws IOException {
        // Given
        vault.close();
        vault = new SecretsServer(Map.of("kafka", "none", "token", "t", "cloud", "http://127.0.0.1:1"));
        Map<String, String> all =
                new LinkedHashMap<>(UnmadeResources.settings("127.0.0.1", SharedServices.uniqueName("secrets")));
        all.put("kafka.client.sasl.jaas.config", "{{aws:kafka}}");
        all.put("management.token", "{{aws:token}}");
        all.put("aws.endpoint.cloudwatch", "{{aws:cloud}}");
        String[] settings = all.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .toArray(String[]::new);

        // When
        run(command, settings);
        List<String> asked = vault.asked();
        CommandRun policy = run("policy " + role + " --account 123456789012", settings);

        // Then
        assertThat(policy.code()).as(policy.all()).isZero();
        assertThat(asked).contains("cloud").allSatisfy(name -> assertThat(policy.out())
                .contains(":secret:" + name + "-??????"));
    }

    @Test
    void anOutageIsWaitedForAndThenNoMistakeOfTheUser() {
        // Given
        vault.refuse(Integer.MAX_VALUE, 503, "ServiceUnavailable");

        // When
        CommandRun run = run("plan", "lake.bucket={{aws:names#letters}}");

        // Then
        assertThat(run.code()).as(run.all()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("plan failed: ")
                .contains("AWS Secrets Manager did not hand out the secret names in time", "status 503");
    }

    @Test
    void aCheckAsksNoVault() {
        // When
        CommandRun run = run(
                "check",
                "aws.endpoint.s3={{aws:nobody}}",
                "lake.bucket={{aws:nobody}}",
                "camel.component.kafka.sasl-jaas-config={{aws:nobody}}",
                "kafka.client.sasl.jaas.config={{aws:nobody}}");

        // Then
        assertThat(run.out()).isEqualTo("check: no problems, no warnings\n");
        assertThat(vault.asked()).isEmpty();
    }

    private CommandRun run(String command, String... settings) {
        List<String> words = new ArrayList<>(List.of(command.split(" ", -1)));
        vault.settings().forEach((key, value) -> words.addAll(List.of("--set", key + "=" + value)));
        for (String setting : settings) {
            words.addAll(List.of("--set", setting));
        }
        return CommandRun.of(words.toArray(String[]::new));
    }
}
