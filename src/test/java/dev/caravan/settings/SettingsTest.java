package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final Settings FILE = Settings.empty().with(Map.of("kafka.brokers", "file:9092"), "the file");

    @Test
    void laterLayersWinAndSayWhereAValueComesFrom() {
        // Given
        Settings environment = FILE.withEnvironment(Map.of("KAFKA_BROKERS", "environment:9092"));
        Settings commandLine = environment.with(Map.of("kafka.brokers", "line:9092"), "--set");

        // Then
        assertThat(FILE.get("kafka.brokers")).isEqualTo("file:9092");
        assertThat(FILE.origin("kafka.brokers")).isEqualTo("the file");
        assertThat(environment.get("kafka.brokers")).isEqualTo("environment:9092");
        assertThat(environment.origin("kafka.brokers")).isEqualTo("environment variable KAFKA_BROKERS");
        assertThat(commandLine.get("kafka.brokers")).isEqualTo("line:9092");
        assertThat(commandLine.origin("kafka.brokers")).isEqualTo("--set");
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.brokers, KAFKA_BROKERS",
        "dead-letters.bucket, DEAD_LETTERS_BUCKET",
        "camel.component.kafka-batch.brokers, CAMEL_COMPONENT_KAFKA_BATCH_BROKERS"
    })
    void anEnvironmentVariableIsTheKeyInUpperCaseWithUnderscores(String key, String variable) {
        // Given
        Settings file = Settings.empty().with(Map.of(key, "from the file"), "the file");

        // When
        Settings settings = file.withEnvironment(Map.of(variable, " from the environment "));

        // Then
        assertThat(settings.get(key)).isEqualTo("from the environment");
    }

    @Test
    void variablesOfKeysThatNobodySetsAreNoSettings() {
        // When
        Settings settings = FILE.withEnvironment(Map.of("PATH", "/bin", "LAKE_BUCKET", "lake"));

        // Then
        assertThat(settings.asMap()).containsOnlyKeys("kafka.brokers");
    }

    @Test
    void everyDefinedKeyHasItsDefaultAndCanBeSetByTheEnvironment() {
        // When
        Settings settings = Settings.defaults().withEnvironment(Map.of("ATHENA_WORK_GROUP", "reports"));

        // Then
        assertThat(settings.get("kafka.topic")).isEqualTo("user-activity");
        assertThat(settings.origin("kafka.topic")).isEqualTo("default");
        assertThat(settings.get("athena.work-group")).isEqualTo("reports");
        assertThat(settings.find("aws.endpoint.s3")).isEmpty();
    }

    @Test
    void aKeyThatIsSetToNothingIsNotSet() {
        // Given
        Settings settings = Settings.empty().with(Map.of("athena.output", "  "), "the file");

        // Then
        assertThat(settings.find("athena.output")).isEmpty();
        assertThatThrownBy(() -> settings.get("athena.output"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting athena.output is missing: set it in application.properties or with"
                        + " --set athena.output=...");
    }

    @ParameterizedTest
    @CsvSource({"64MB, 67108864", "512 kb, 524288", "2GB, 2147483648", "17, 17", "17B, 17", "0, 0"})
    void sizesAreReadInBinaryUnits(String text, long bytes) {
        assertThat(budget(text).bytes("budget")).hasValue(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"64 megabytes", "-1", "1.5GB", "MB", "1TB", "9999999999999", "99999999999GB"})
    void aSizeThatIsNoneSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> budget(text).bytes("budget"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting budget = " + text
                        + " (the file): expected a size such as 64MB, 512KB or a number of bytes");
    }

    @ParameterizedTest
    @CsvSource({"1h30m, 5400000", "5m, 300000", "30s, 30000", "250, 250"})
    void timesAreRead(String text, long millis) {
        assertThat(budget(text).duration("budget")).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-5m", "0s", "5 minutes or so"})
    void aTimeThatIsNoneSaysWhatIsExpected(String text) {
        assertThatThrownBy(() -> budget(text).duration("budget"))
                .isInstanceOf(SettingsException.class)
                .hasMessage("Setting budget = " + text + " (the file): expected a time above 0 such as 30s or 5m");
    }

    private static Settings budget(String text) {
        return Settings.empty().with(Map.of("budget", text), "the file");
    }
}
