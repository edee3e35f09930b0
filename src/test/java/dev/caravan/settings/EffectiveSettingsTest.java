package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EffectiveSettingsTest {

    @TempDir
    private Path directory;

    @Test
    void everyKeyThatIsSetIsARowWithWhereItWasSetAndWithoutSecrets() throws IOException {
        // Given
        Path secret = Files.writeString(directory.resolve("secret"), "battery-staple");
        Path file = Files.writeString(
                directory.resolve("a.properties"),
                "lake.bucket=mine\nathena.output=\nmail.password={{file:" + secret
                        + "}}\nkafka.client.sasl.jaas.config=");
        Settings settings = Settings.empty()
                .withFile(file)
                .withEnvironment(Map.of("KAFKA_CLIENT_SASL_JAAS_CONFIG", "correct-horse"))
                .withCommandLine(Map.of("kafka.topic", "a\u001b[31m\nb"));

        // When
        EffectiveSettings table = EffectiveSettings.of(settings);

        // Then
        assertThat(table.rows())
                .containsExactly(
                        new EffectiveSettings.Row(
                                "kafka.client.sasl.jaas.config",
                                "******",
                                "environment variable KAFKA_CLIENT_SASL_JAAS_CONFIG"),
                        new EffectiveSettings.Row("kafka.topic", "a?[31m?b", "--set"),
                        new EffectiveSettings.Row("lake.bucket", "mine", file + ":1"),
                        new EffectiveSettings.Row("mail.password", "{{file:" + secret + "}}", file + ":3"));
        assertThat(settings.get("mail.password")).isEqualTo("battery-staple");
        assertThat(table.text() + table).doesNotContain("correct-horse", "battery-staple");
    }

    @Test
    void theTextIsATable() {
        // Given
        Settings settings = Settings.empty().with(Map.of("a.long-key", "1", "b", "a long value"), "the test");

        // Then
        assertThat(EffectiveSettings.of(settings).text().lines())
                .containsExactly(
                        "KEY         VALUE         SET BY",
                        "a.long-key  1             the test",
                        "b           a long value  the test");
    }
}
