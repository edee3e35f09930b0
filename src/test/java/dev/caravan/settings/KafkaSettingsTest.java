package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaSettingsTest {

    @Test
    void aConnectionHasTheBrokersAndWhatIsSetOfTheClients() {
        // Given
        Settings settings = Settings.defaults()
                .withEnvironment(Map.of("LOGIN", "x required;"))
                .withCommandLine(Map.of(
                        "kafka.brokers", "{{my.brokers}}",
                        "my.brokers", "a:9092,b:9092",
                        "kafka.client.sasl.jaas.config", "{{env:LOGIN}}",
                        "kafka.client.linger.ms", "5"));

        // Then
        assertThat(KafkaSettings.connection(settings))
                .containsOnly(
                        Map.entry("bootstrap.servers", "a:9092,b:9092"),
                        Map.entry("sasl.jaas.config", "x required;"),
                        Map.entry("linger.ms", "5"));
    }

    @Test
    void aLoginMayLieInAVault() {
        // Given
        Settings settings = Settings.defaults()
                .withCommandLine(Map.of(
                        "kafka.brokers",
                        "a:9092",
                        "kafka.client.sasl.jaas.config",
                        "x required p=\"{{aws:kafka#p}}\";"))
                .withVault(name -> "the value of " + name);

        // Then
        assertThat(KafkaSettings.connection(settings))
                .containsOnly(
                        Map.entry("bootstrap.servers", "a:9092"),
                        Map.entry("sasl.jaas.config", "x required p=\"the value of kafka#p\";"));
    }
}
