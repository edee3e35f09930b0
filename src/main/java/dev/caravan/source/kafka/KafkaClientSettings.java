package dev.caravan.source.kafka;

import dev.caravan.failure.PermanentException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;

/**
 * The configuration of every Kafka client of one endpoint. What the delivery protocol rests on cannot be overridden.
 *
 * @param brokers bootstrap brokers, host:port separated by commas
 * @param groupId consumer group; empty on an endpoint that only produces
 * @param groupInstanceId prefix of static members' ids, or empty for dynamic membership
 * @param readCommitted whether records of open and aborted transactions are hidden
 * @param rangeAssignor Range instead of CooperativeSticky
 * @param maxRecords of one batch: no poll gives more, so that a stop has little to write that is buffered
 * @param additional client properties by their Kafka name, each given to the clients that know it
 */
record KafkaClientSettings(
        String brokers,
        String groupId,
        String groupInstanceId,
        boolean readCommitted,
        boolean rangeAssignor,
        int maxRecords,
        Duration sessionTimeout,
        Duration maxPollInterval,
        Map<String, Object> additional) {

    /** Longest wait for the answer to one request that the poll thread makes. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private static final Map<String, String> OWNED = Map.ofEntries(
            Map.entry(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, "use the option brokers"),
            Map.entry(ConsumerConfig.GROUP_ID_CONFIG, "use the option groupId"),
            Map.entry(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, "use the option groupInstanceId"),
            Map.entry(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "use the option isolationLevel"),
            Map.entry(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, "use the option sessionTimeout"),
            Map.entry(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, "use the option maxPollInterval"),
            Map.entry(ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, "use the option assignor"),
            Map.entry(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "use the option startPosition"),
            Map.entry(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "offsets are committed once a batch is durable"),
            Map.entry(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, "records are read as bytes"),
            Map.entry(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, "records are read as bytes"),
            Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, "records are written as bytes"),
            Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, "records are written as bytes"),
            Map.entry(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "use the option transactionalId"),
            Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "without idempotence a retry doubles records"),
            Map.entry(ProducerConfig.ACKS_CONFIG, "anything but all can lose acknowledged records"));

    KafkaClientSettings {
        if (brokers == null || brokers.isBlank()) {
            throw new PermanentException("No Kafka brokers: set the option brokers, or"
                    + " camel.component.kafka-batch.brokers, to host:port");
        }
        for (String broker : brokers.split(",", -1)) {
            if (Utils.getHost(broker.strip()) == null || Utils.getPort(broker.strip()) == null) {
                throw new PermanentException("Kafka brokers are host:port separated by commas, got "
                        + (broker.isBlank() ? brokers : broker));
            }
        }
        additional = Map.copyOf(additional);
        Object protocol = additional.get(ConsumerConfig.GROUP_PROTOCOL_CONFIG);
        if (protocol != null && !"classic".equals(protocol.toString().toLowerCase(Locale.ROOT))) {
            throw new PermanentException(
                    "group.protocol=" + protocol + " is refused, only classic is safe here: with the"
                            + " newer protocol Kafka accepted the commit of a consumer that had already left the group, which"
                            + " doubles records. Remove this property");
        }
        for (Map.Entry<String, String> owned : OWNED.entrySet()) {
            if (additional.containsKey(owned.getKey())) {
                throw new PermanentException(
                        "The Kafka property " + owned.getKey() + " cannot be set here: " + owned.getValue());
            }
        }
    }

    /** @param ordinal which of the endpoint's consumers, from 0 */
    Map<String, Object> consumer(int ordinal) {
        Map<String, Object> config = new HashMap<>();
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, Math.min(2_000, maxRecords));
        // What the client prefetches is outside the memory budget: keep it small.
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, 16 << 20);
        config.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, 60_000);
        config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, (int) (sessionTimeout.toMillis() / 3));
        common(config, ConsumerConfig.configNames());
        config.put(ConsumerConfig.GROUP_PROTOCOL_CONFIG, "classic");
        config.put(ConsumerConfig.GROUP_ID_CONFIG, groupId);
        if (!groupInstanceId.isEmpty()) {
            config.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, groupInstanceId + "-" + ordinal);
        }
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
                rangeAssignor ? RangeAssignor.class.getName() : CooperativeStickyAssignor.class.getName());
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, (int) sessionTimeout.toMillis());
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, (int) maxPollInterval.toMillis());
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, readCommitted ? "read_committed" : "read_uncommitted");
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Never a silent reset: where to start, and what to do when records are gone, is decided and said by us.
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        return config;
    }

    /** A producer for one transaction at a time. */
    Map<String, Object> transactionalProducer(String transactionalId) {
        Map<String, Object> config = producer();
        config.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId);
        return config;
    }

    /** An idempotent producer that waits for all in-sync replicas. */
    Map<String, Object> producer() {
        Map<String, Object> config = new HashMap<>();
        config.put(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 << 10);
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 30_000);
        // The first AddPartitions after a commit meets CONCURRENT_TRANSACTIONS: 2 ms instead of 100 ms doubled the
        // throughput of small transactions. The delay grows to its maximum when the broker stays away.
        config.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, 2);
        config.put(ProducerConfig.RETRY_BACKOFF_MAX_MS_CONFIG, 1_000);
        common(config, ProducerConfig.configNames());
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        config.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        return config;
    }

    Map<String, Object> admin() {
        Map<String, Object> config = new HashMap<>();
        config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
        config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL_TIMEOUT.toMillis());
        common(config, AdminClientConfig.configNames());
        return config;
    }

    /** Additional properties go to the clients that know them; unknown ones (for plug-in classes) to all. */
    private void common(Map<String, Object> config, Set<String> known) {
        config.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, brokers);
        config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 2_000);
        additional.forEach((name, value) -> {
            if (known.contains(name) || !isKnownToAny(name)) {
                config.put(name, value);
            }
        });
    }

    private static boolean isKnownToAny(String name) {
        return ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }
}
