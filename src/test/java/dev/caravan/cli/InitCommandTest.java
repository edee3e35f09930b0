package dev.caravan.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InitCommandTest {

    @TempDir
    private Path directory;

    @Test
    void anEmptyFolderBecomesAProjectAndTheNextStepIsSaid() {
        // When
        CommandRun run = CommandRun.of(
                "init", directory.resolve("new").toString(), "--name", "clicks", "--template", "kinesis-to-lake");

        // Then
        assertThat(run.code()).isZero();
        assertThat(run.out())
                .contains("wrote " + directory.resolve("new/routes/clicks.yaml"), "java -jar caravan.jar check");
        assertThat(directory.resolve("new/routes/clicks.yaml")).content().contains("routeTemplateRef: kinesis-to-lake");
    }

    @Test
    void aSecondInitWritesNothingAndSaysWhatIsInTheWay() throws Exception {
        // Given
        CommandRun.of("init", directory.toString());
        Files.writeString(directory.resolve("routes/orders.yaml"), "edited");

        // When
        CommandRun run = CommandRun.of("init", directory.toString());

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith("There is already " + directory.resolve("README.md"));
        assertThat(directory.resolve("routes/orders.yaml")).content().isEqualTo("edited");
    }

    @Test
    void anUnknownTemplateIsAnsweredWithThoseThatThereAre() {
        // When
        CommandRun run = CommandRun.of("init", directory.toString(), "--template", "kafka-to-moon");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("kafka-to-moon", "kafka-to-lake", "kinesis-to-lake", "kafka-to-dynamodb");
    }

    @Test
    void aNameThatNoBucketCouldHaveIsAnsweredWithWhatOneLooksLike() {
        // When
        CommandRun run = CommandRun.of("init", directory.toString(), "--name", "Web Orders");

        // Then
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .isEqualTo("A project's name is a lower-case letter, then letters, digits and single dashes, 3 to 40 in"
                        + " all, got Web Orders\n");
    }
}
