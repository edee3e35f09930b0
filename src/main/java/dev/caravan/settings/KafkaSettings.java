package dev.caravan.settings;

import java.util.HashMap;
import java.util.Map;

/**
 * {@code kafka.brokers} and {@code kafka.client.NAME}: how every Kafka client of Caravan, in routes and in commands,
 * reaches the brokers. NAME is a property of Kafka's own clients, for example {@code security.protocol}.
 */
public final class KafkaSettings {

    /** What such keys begin with. */
    public static final String CLIENT = "kafka.client.";

    private KafkaSettings() {}

    /** The clients' properties by their Kafka name; those that are set to nothing are left out. */
    public static Map<String, Object> client(Settings settings) {
        Map<String, Object> properties = new HashMap<>();
        for (String key : settings.keys()) {
            if (key.startsWith(CLIENT)) {
                settings.find(key).ifPresent(value -> properties.put(key.substring(CLIENT.length()), value));
            }
        }
        return properties;
    }

    /**
     * The same with the brokers, for a client of Kafka's own.
     *
     * @throws SettingsException if no brokers are set
     */
    public static Map<String, Object> connection(Settings settings) {
        Map<String, Object> properties = client(settings);
        properties.put("bootstrap.servers", settings.get("kafka.brokers"));
        return properties;
    }
}
