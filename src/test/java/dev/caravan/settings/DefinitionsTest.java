package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefinitionsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([\\w.-]+)}}");
    /** A literal of the sources that is a key, or would be one of a section if it were defined. */
    private static final Pattern LITERAL = Pattern.compile("\"((?:"
            + Definitions.all().keySet().stream()
                    .map(key -> key.substring(0, key.indexOf('.')))
                    .filter(section -> !section.equals("camel") && !section.equals("caravan"))
                    .distinct()
                    .collect(Collectors.joining("|"))
            + ")\\.[a-z0-9.-]*[a-z0-9])\"");

    @TempDir
    private Path directory;

    @Test
    void theShippedFileHoldsEveryKeyWithItsDefault() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("application.properties"), ShippedFile.text());

        // Then
        assertThat(SettingsFile.read(file))
                .isEqualTo(Settings.defaults().asProperties())
                .hasSizeGreaterThan(50)
                .containsEntry("kafka.topic", "user-activity")
                .containsEntry("aws.endpoint.s3", "")
                .containsEntry("camel.component.kafka-batch.brokers", "{{kafka.brokers}}");
        assertThat(Files.readAllLines(file))
                .contains("# --- Batches: cut by whichever comes first ---")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(120));
    }

    @Test
    void everyDefaultIsOfItsType() {
        assertThat(SettingsCheck.values(Settings.defaults())).isEmpty();
        assertThat(SettingsCheck.placeholders(Settings.defaults())).isEmpty();
    }

    @Test
    void everyKeyThatTheCodeNamesIsDefined() throws IOException {
        // When
        Set<String> named = new TreeSet<>();
        for (Path file : files(Path.of("src/main/java"), "Sections.java", "/dev/caravan/local/")) {
            LITERAL.matcher(Files.readString(file)).results().forEach(key -> named.add(key.group(1)));
        }

        // Then
        named.removeIf(name -> name.endsWith(".amazonaws.com"));
        assertThat(named).hasSizeGreaterThan(15).contains("management.port", "kafka.brokers");
        assertThat(Definitions.all().keySet()).containsAll(named);
    }

    @Test
    void theKeysOfTheShippedRoutesAreDefinedAndMarked() throws IOException {
        // When
        Set<String> named = new TreeSet<>();
        for (Path file : files(Path.of("routes"))) {
            PLACEHOLDER.matcher(Files.readString(file)).results().forEach(key -> named.add(key.group(1)));
        }

        // Then
        assertThat(Definitions.all().keySet()).containsAll(named);
        assertThat(named)
                .containsAll(Definitions.all().values().stream()
                        .filter(definition -> definition.reader() == Definition.Reader.SHIPPED_ROUTES)
                        .map(Definition::key)
                        .toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Lake.Bucket | A place.  | ''   | A key is lower case words",
                "lake        | A place.  | ''   | A key is lower case words",
                "lake.size   | A size    | ''   | The comment of lake.size is no sentence",
                "lake.size   | A size.   | tiny | The default of lake.size is not a size such as 64MB"
            })
    void aDefinitionCannotBeInvalid(String key, String comment, String fallback, String why) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Definition.caravan(key, ValueType.SIZE, fallback, comment))
                .withMessageStartingWith(why);
    }

    @Test
    void aSecretHasNoDefault() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Definition.caravan("mail.password", ValueType.SECRET, "hunter2", "Of the mail."))
                .withMessage("The default of mail.password is not a secret");
    }

    private static List<Path> files(Path folder, String... without) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> Stream.of(without).noneMatch(file.toString()::contains))
                    .toList();
        }
    }
}
