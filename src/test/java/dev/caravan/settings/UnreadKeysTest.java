package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadKeysTest {

    private static final List<String> ROUTES = List.of(
            "uri: \"kafka-batch:{{my.topic}}\"", "level: \"{{?my.level}}\" # {{my.other:5}} ${properties:my.simple}");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lake.bucket",
                "seed.application",
                "aws.endpoint.glue",
                "my.topic",
                "my.level",
                "my.other",
                "my.simple",
                "camel.component.lake.anything",
                "kafka.client.linger.ms"
            })
    void aKeyThatCaravanOrCamelOrARouteReadsIsNone(String key) {
        assertThat(new UnreadKeys(typed(key), ROUTES).problems()).isEmpty();
        assertThat(new UnreadKeys(typed(key), ROUTES).problemsOfCommandLine()).isEmpty();
    }

    @Test
    void aKeyThatAnotherSettingNamesIsNone() {
        Settings settings =
                Settings.empty().withCommandLine(Map.of("my.brokers", "a:9092", "kafka.brokers", "{{my.brokers}}"));

        assertThat(new UnreadKeys(settings, ROUTES).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "lake.bukcet, lake.bucket",
        "Lake.Bucket, lake.bucket",
        "dead-letter.bucket, dead-letters.bucket",
        "athena.outptu, athena.output",
        "my.topics, my.topic",
        "my.lvel, my.level"
    })
    void aMisspeltKeyNamesTheOneThatIsMeant(String key, String meant) {
        assertThat(new UnreadKeys(typed(key), ROUTES).problems())
                .containsExactly(
                        new Problem("Setting " + key + " (--set) is read by nothing: did you mean " + meant + "?"));
    }

    @Test
    void aKeyOfAFileIsRefusedWithItsLine() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.properties"), "lake.bucket=mine\ncolour=red\n");

        // Then
        assertThat(new UnreadKeys(Settings.defaults().withFile(file), ROUTES).problems())
                .containsExactly(new Problem(
                        "Setting colour is read by nothing: neither Caravan nor a file of the routes names it",
                        Optional.of(file.toString()),
                        2));
    }

    @Test
    void aWordThatOnlyStandsInARouteIsNotNamedByIt() {
        assertThat(new UnreadKeys(typed("level"), ROUTES).problems()).hasSize(1);
    }

    @Test
    void withoutRoutesTheFileIsLeftToOtherReadersAndWhatIsTypedIsNot() throws IOException {
        // Given
        Path file = Files.writeString(directory.resolve("a.properties"), "colour=red\nsize=7\n");
        Settings settings = Settings.defaults().withFile(file).withCommandLine(Map.of("size", "8", "weight", "9"));

        // Then
        assertThat(new UnreadKeys(settings, List.of()).problemsOfCommandLine())
                .extracting(Problem::message)
                .containsExactly(
                        "Setting weight (--set) is read by nothing: neither Caravan nor a file of the routes names it");
        assertThat(new UnreadKeys(settings, List.of()).problems()).hasSize(3);
    }

    private static Settings typed(String key) {
        return Settings.empty().withCommandLine(Map.of(key, "value"));
    }
}
