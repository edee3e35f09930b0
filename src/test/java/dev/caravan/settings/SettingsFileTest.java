package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsFileTest {

    @TempDir
    private Path directory;

    @Test
    void aFileIsReadAsUtf8() throws IOException {
        // Given
        Path file = write("lake.bucket=caravan-see\nlake.owner=Zoë\n");

        // Then
        assertThat(SettingsFile.read(file))
                .containsEntry("lake.bucket", "caravan-see")
                .containsEntry("lake.owner", "Zoë");
    }

    @Test
    void everyCredentialInTheFileIsRefusedAtOnceAndNotRepeated() throws IOException {
        // Given
        Path file = write("""
                aws.accessKeyId=AKIDEXAMPLE
                aws.secret-access-key=wJalrXUtnFEMI
                camel.component.aws2-s3.sessionToken=FwoGZXIvYXdzE
                dynamodb.key=event_id
                """);

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "aws.accessKeyId holds a credential",
                        "aws.secret-access-key holds a credential",
                        "camel.component.aws2-s3.sessionToken holds a credential")
                .satisfies(failure -> assertThat(failure.getMessage())
                        .hasLineCount(3)
                        .doesNotContain("dynamodb.key", "AKIDEXAMPLE", "wJalrXUtnFEMI", "FwoGZXIvYXdzE"));
    }

    @Test
    void aSecretOfKafkasClientsIsRefusedUnlessItsValueIsLeftToTheEnvironmentOrAProvider() throws IOException {
        // Given
        Path file = write("""
                kafka.client.security.protocol=SASL_SSL
                kafka.client.sasl.jaas.config=x required password="correct-horse";
                kafka.client.ssl.keystore.password=
                kafka.client.ssl.truststore.password=${file:/run/secrets/kafka:password}
                camel.component.kafka-batch.additional-properties[ssl.key.password]=battery-staple
                """);

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll(
                        "kafka.client.sasl.jaas.config holds a secret",
                        "the environment variable KAFKA_CLIENT_SASL_JAAS_CONFIG",
                        "additional-properties[ssl.key.password] holds a secret")
                .satisfies(failure -> assertThat(failure.getMessage())
                        .hasLineCount(2)
                        .doesNotContain("correct-horse", "battery-staple"));
    }

    @Test
    void aTokenInTheFileIsRefusedAndNotRepeated() throws IOException {
        // Given
        Path file = write("management.token=open-sesame\n");

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessageContainingAll("management.token holds a secret", "MANAGEMENT_TOKEN")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("open-sesame"));
    }

    @Test
    void aMissingFileIsNamedWithWhatToDo() {
        // Given
        Path missing = directory.resolve("application.properties");

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(missing))
                .isInstanceOf(SettingsException.class)
                .hasMessage("There is no settings file " + missing
                        + ". Run in a folder with application.properties, or name one with --config");
    }

    @Test
    void aFileOfAnotherEncodingIsRefused() throws IOException {
        // Given
        Path file = Files.write(
                directory.resolve("latin.properties"), "lake.owner=Zoë".getBytes(StandardCharsets.ISO_8859_1));

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Cannot read the settings file " + file + ": it is not UTF-8");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("some.properties"), text);
    }
}
