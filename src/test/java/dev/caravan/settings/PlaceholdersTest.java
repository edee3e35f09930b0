package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "plain                    | plain",
                "{{env:HOST}}:9092        | broker.example:9092",
                "{{env:NONE:local}}:9092  | local:9092",
                "{{other}}                | broker.example and more",
                "{{empty}}                | ''",
                "{{env:ODD}}              | $1 \\ {{other}}"
            })
    void whatAValueNamesIsLookedUp(String value, String expanded) {
        assertThat(settings(value).find("key").orElse("")).isEqualTo(expanded);
        assertThat(settings(value).asMap()).containsEntry("key", expanded);
    }

    @Test
    void theContentOfAFileIsTakenAsItIs() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("secret"), "{{other}} $1\n");

        // Then
        assertThat(settings("<{{file:" + file + "}}>").get("key")).isEqualTo("<{{other}} $1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{{aws:kafka/password}}", "{{?other}}", "{{sys:user.home}}", "${file:/run/secrets/a:b}"})
    void whatIsCamelsOrKafkasToLookUpStays(String value) {
        assertThat(settings(value).get("key")).isEqualTo(value);
    }

    @Test
    void aVaultIsAskedForAValueAndNeverForALook() {
        // Given
        List<String> asked = new ArrayList<>();
        Settings settings = settings("<{{aws:kafka#password}}>").withVault(name -> {
            asked.add(name);
            return "{{other}} $1";
        });

        // When
        assertThat(settings.asMap()).containsEntry("key", "<{{aws:kafka#password}}>");
        assertThat(settings.withoutVault().get("key")).isEqualTo("<{{aws:kafka#password}}>");
        assertThat(SettingsCheck.values(settings)).isEmpty();
        assertThat(SettingsCheck.placeholders(settings))
                .extracting(Problem::message)
                .noneMatch(message -> message.contains("aws:"));

        // Then
        assertThat(asked).isEmpty();
        assertThat(settings.get("key")).isEqualTo("<{{other}} $1>");
        assertThat(asked).containsExactly("kafka#password");
    }

    @Test
    void aSecretThatTheVaultDoesNotGiveIsNamedWithTheKey() {
        // Given
        Settings settings = settings("{{aws:kafka}}").withVault(name -> {
            throw new SettingsException("there is no secret " + name);
        });

        // When / Then
        assertThatThrownBy(() -> settings.find("key"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting key = {{aws:kafka}} (the file): there is no secret kafka");
    }

    @Test
    void camelGetsTheValuesAsTheyAreWritten() {
        assertThat(settings("{{env:HOST}}").asProperties()).containsEntry("key", "{{env:HOST}}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{{env:NONE}}       | the environment variable NONE is not set",
                "{{nobody}}         | there is no key nobody",
                "{{key}}            | the value of key needs itself",
                "{{back}}           | the value of key needs itself",
                "{{file:/no/where}} | the file /no/where cannot be read: there is no /no/where"
            })
    void whatIsNotThereIsNamedWithTheKey(String value, String why) {
        assertThatThrownBy(() -> settings(value).find("key"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting key = " + value + " (the file): " + why);
        assertThat(SettingsCheck.placeholders(settings(value)))
                .extracting(Problem::message)
                .contains("Setting key = " + value + " (the file): " + why);
    }

    private static Settings settings(String value) {
        return Settings.empty()
                .with(
                        Map.of(
                                "key", value,
                                "other", "{{env:HOST}} and more",
                                "empty", "",
                                "back", "{{key}}"),
                        "the file")
                .withEnvironment(Map.of("HOST", "broker.example", "ODD", "$1 \\ {{other}}"));
    }
}
