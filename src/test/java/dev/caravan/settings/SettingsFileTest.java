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
    void everyKeyHasTheLineOnWhichItIsSetLast() throws IOException {
        // Given
        Path file = write("""
                # a comment, and its backslash continues nothing \\

                a = 1
                b : one \\
                    # and not a comment, \\
                    two
                ! another comment
                   c\\ d\\:e=with \\u00e4\\\\
                f
                a = 2
                """);

        // When
        SettingsFile settings = SettingsFile.load(file);

        // Then
        assertThat(settings.values())
                .hasSize(4)
                .containsEntry("a", "2")
                .containsEntry("b", "one # and not a comment, two")
                .containsEntry("c d:e", "with ä\\")
                .containsEntry("f", "");
        assertThat(settings.lines())
                .hasSize(4)
                .containsEntry("a", 10)
                .containsEntry("b", 4)
                .containsEntry("c d:e", 8)
                .containsEntry("f", 9);
    }

    @Test
    void anEscapeThatIsNoneIsNamedWithItsLine() throws IOException {
        // Given
        Path file = write("a=1\n\nb=\\u12x4\n");

        // When / Then
        assertThatThrownBy(() -> SettingsFile.read(file))
                .isInstanceOf(SettingsException.class)
                .hasMessage(file + ":3: Cannot read the settings file: Malformed \\uxxxx encoding.");
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

    @Test
    void aDirectoryIsNoFile() {
        assertThatThrownBy(() -> SettingsFile.read(directory))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("Cannot read the settings file " + directory + ": ");
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("some.properties"), text);
    }
}
