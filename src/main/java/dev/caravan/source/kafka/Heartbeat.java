package dev.caravan.source.kafka;

import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.Metric;

/**
 * Whether the group's coordinator still hears from a consumer. A consumer that has lost all brokers keeps its partitions
 * and polls nothing, without a word; only Kafka's own metric tells.
 */
final class Heartbeat {

    /** Readiness is red within 30 s (issue 3). */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Optional<? extends Metric> secondsAgo;
    private final Duration patience;

    /** @param sessionTimeout without a heartbeat for so long the group has given the partitions away */
    Heartbeat(Consumer<?, ?> consumer, Duration sessionTimeout) {
        this.patience = sessionTimeout.compareTo(PATIENCE) > 0 ? sessionTimeout : PATIENCE;
        this.secondsAgo = consumer.metrics().values().stream()
                .filter(metric -> metric.metricName().name().equals("last-heartbeat-seconds-ago"))
                .findFirst();
    }

    /** False if there was one, and none for a while. */
    boolean isHeard() {
        return secondsAgo
                .map(metric -> ((Number) metric.metricValue()).doubleValue() < patience.toSeconds())
                .orElse(true);
    }
}
