package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * @param brokers where it is
 * @param replication copies of each partition; empty for the brokers' default
 * @param config of the topic, by Kafka's names; what is not named stays the brokers' default
 */
public record KafkaTopic(
        String brokers, String name, int partitions, Optional<Short> replication, Map<String, String> config)
        implements Resource {

    public KafkaTopic {
        requireNonNull(brokers, "brokers");
        requireNonNull(name, "name");
        requireNonNull(replication, "replication");
        config = Map.copyOf(config);
    }

    @Override
    public String kind() {
        return "topic";
    }

    @Override
    public String wanted() {
        return partitions + " partitions"
                + replication.map(copies -> ", replication " + copies).orElse("")
                + (config.isEmpty() ? "" : ", " + new TreeMap<>(config));
    }
}
