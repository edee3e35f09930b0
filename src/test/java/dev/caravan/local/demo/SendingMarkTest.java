package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SendingMarkTest {

    @TempDir
    private Path directory;

    @Test
    void dataOfADemoThatKnowsWhatItSentStay() throws IOException {
        // Given
        Files.createDirectory(directory.resolve("kafka"));
        SendingMark mark = new SendingMark(directory);
        mark.set();
        mark.clear();

        // Then
        assertThat(mark.setAside()).isEmpty();
        assertThat(directory.resolve("kafka")).isDirectory();
    }

    @Test
    void dataOfADemoThatWasKilledWhileItSentAreMovedAsideOnce() throws IOException {
        for (int killed = 1; killed <= 2; killed++) {
            // Given
            Files.createDirectory(directory.resolve("kafka"));
            Files.writeString(directory.resolve("truth.json"), "{}");
            Files.writeString(directory.resolve("demo.log"), "of this run");
            new SendingMark(directory).set();

            // When
            SendingMark next = new SendingMark(directory);

            // Then
            Path aside = directory.resolve("cut-off-" + killed);
            assertThat(next.setAside()).contains(aside);
            assertThat(next.setAside()).isEmpty();
            assertThat(aside).isDirectoryContaining("glob:**/kafka").isDirectoryContaining("glob:**/truth.json");
            assertThat(directory.resolve("kafka")).doesNotExist();
            assertThat(directory.resolve("truth.json")).doesNotExist();
            assertThat(directory.resolve("demo.log")).hasContent("of this run");
        }
    }
}
