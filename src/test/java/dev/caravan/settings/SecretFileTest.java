package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretFileTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"hunter2 | hunter2", "hunter2/ | hunter2", "hunter2// | hunter2/", "one/two/ | one/two", "/ | ''"})
    void oneLastLineFeedIsNotPartOfTheSecret(String content, String secret) throws IOException {
        // Given
        String file = write(content.replace('/', '\n').getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(SecretFile.read(file)).isEqualTo(secret.replace('/', '\n'));
    }

    @Test
    void sixtyFourKilobytesAreTheMost() throws IOException {
        // Given
        String largest = write("x".repeat(65_536).getBytes(StandardCharsets.UTF_8));
        assertThat(SecretFile.read(largest)).hasSize(65_536);

        // When
        String larger = write("x".repeat(65_537).getBytes(StandardCharsets.UTF_8));

        // Then
        assertThatThrownBy(() -> SecretFile.read(larger))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the file " + larger + " is larger than 64 KB, which no secret is");
    }

    @Test
    void aFileWithoutAnEndIsNotReadForEver() {
        assertThatThrownBy(() -> SecretFile.read("/dev/zero"))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("larger than 64 KB");
    }

    @Test
    void whatIsNoReadableTextIsNamedWithoutItsContent() throws IOException {
        // Given
        String missing = directory.resolve("missing").toString();
        String binary = write(new byte[] {'h', 'u', 'n', (byte) 0xff});

        // Then
        assertThatThrownBy(() -> SecretFile.read(missing))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the file " + missing + " cannot be read: there is no " + missing);
        assertThatThrownBy(() -> SecretFile.read(binary))
                .isInstanceOf(SettingsException.class)
                .hasMessage("the file " + binary + " is not UTF-8");
        assertThatThrownBy(() -> SecretFile.read(directory.toString()))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("the file " + directory + " cannot be read: ");
        assertThatThrownBy(() -> SecretFile.read("a\0b"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("no file can be called a");
    }

    private String write(byte[] content) throws IOException {
        return Files.write(directory.resolve("secret"), content).toString();
    }
}
