package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LocalAccessTest {

    @Test
    void theLoginOfAnotherKafkaIsNotUsedOnTheEmbeddedOne() {
        // Given
        Settings shipped = Settings.empty()
                .with(
                        Map.of(
                                "kafka.brokers", "kafka.example:9093",
                                "kafka.client.security.protocol", "SASL_SSL",
                                "kafka.client.sasl.mechanism", "PLAIN",
                                "kafka.topic", "user-activity"),
                        "the file");

        // When
        Settings embedded = LocalAccess.settings(shipped, "127.0.0.1:1234", 25, Path.of("mail"));

        // Then
        assertThat(KafkaSettings.connection(embedded))
                .containsExactly(Map.entry("bootstrap.servers", "127.0.0.1:1234"));
        assertThat(embedded.get("kafka.topic")).isEqualTo("user-activity");
    }
}
