package dev.caravan.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void aVaultIsNotAskedByACommandWithoutRoutes() {
        // Given
        Settings settings =
                Settings.defaults().withCommandLine(Map.of("kafka.client.sasl.jaas.config", "{{aws:kafka}}"));

        // Then
        assertThat(KafkaSettings.client(settings)).containsEntry("sasl.jaas.config", "{{aws:kafka}}");
        assertThatThrownBy(() -> KafkaSettings.connection(settings))
                .isInstanceOf(SettingsException.class)
                .hasMessage(
                        "Setting kafka.client.sasl.jaas.config = {{aws:kafka}} (--set): only routes look into a vault."
                                + " Name a variable or a file for this command, {{env:NAME}} or {{file:/path}}");
    }
}
