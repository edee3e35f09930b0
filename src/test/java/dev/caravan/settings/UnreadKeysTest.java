package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadKeysTest {

    private static final List<String> ROUTES =
            List.of("uri: \"kafka-batch:{{my.topic}}\"", "level: \"{{?my.level}}\" # {{my.other:5}}");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lake.bucket",
                "seed.application",
                "aws.endpoint.glue",
                "my.topic",
                "my.level",
                "my.other",
                "camel.component.lake.anything"
            })
    void aKeyThatCaravanOrCamelOrARouteReadsIsNone(String key) {
        assertThatCode(() -> new UnreadKeys(typed(key), ROUTES).require()).doesNotThrowAnyException();
    }

    @Test
    void aKeyThatAnotherSettingNamesIsNone() {
        Settings settings =
                Settings.empty().withCommandLine(Map.of("my.brokers", "a:9092", "kafka.brokers", "{{my.brokers}}"));

        assertThatCode(() -> new UnreadKeys(settings, ROUTES).require()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "lake.bukcet, lake.bucket",
        "dead-letter.bucket, dead-letters.bucket",
        "athena.outptu, athena.output",
        "my.topics, my.topic",
        "my.lvel, my.level"
    })
    void aMisspeltKeyNamesTheOneThatIsMeant(String key, String meant) {
        assertThatThrownBy(() -> new UnreadKeys(typed(key), ROUTES).require())
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting " + key + " (--set) is read by nothing: did you mean " + meant + "?");
        assertThatThrownBy(() -> new UnreadKeys(inFile(key), ROUTES).require())
                .as("in the file, where the other is not")
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("(the file) is read by nothing: did you mean " + meant + "?");
    }

    @Test
    void aTypedKeyThatNothingIsLikeIsRefusedToo() {
        assertThatThrownBy(() -> new UnreadKeys(typed("colour"), ROUTES).require())
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "Setting colour (--set) is read by nothing: neither Caravan nor a file of the routes names it");
    }

    @Test
    void aKeyOfTheFileMayBeThereForAnotherReader() {
        // Given
        Settings another = inFile("colour");
        Settings second = inFile("kafka.topic", "kafka.topic2");

        // Then
        assertThatCode(() -> new UnreadKeys(another, ROUTES).require()).doesNotThrowAnyException();
        assertThatCode(() -> new UnreadKeys(second, ROUTES).require()).doesNotThrowAnyException();
    }

    @Test
    void everyKeyIsReportedAtOnce() {
        assertThatThrownBy(() -> new UnreadKeys(typed("lake.bukcet", "colour"), ROUTES).require())
                .satisfies(failure -> assertThat(failure.getMessage()).hasLineCount(2));
    }

    @Test
    void everyKeyThatTheCodeReadsStandsInTheShippedFile() throws IOException {
        // Given
        Set<String> shipped =
                SettingsFile.read(Path.of("application.properties")).keySet();
        Pattern read = Pattern.compile("ettings\\s*\\.(?:get|find|duration|bytes)\\(\"([^\"]+)\"\\)");
        Set<String> keys = new TreeSet<>();

        // When
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                read.matcher(Files.readString(file)).results().forEach(match -> keys.add(match.group(1)));
            }
        }

        // Then
        assertThat(keys).hasSizeGreaterThan(10);
        assertThat(shipped).containsAll(keys);
    }

    private static Settings typed(String... keys) {
        return Settings.empty().withCommandLine(values(keys));
    }

    private static Settings inFile(String... keys) {
        return Settings.empty().with(values(keys), "the file");
    }

    private static Map<String, String> values(String... keys) {
        return Stream.of(keys).collect(java.util.stream.Collectors.toMap(key -> key, key -> "value"));
    }
}
