package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the brokers say about one topic. Thread-safe; connects at the first question.
 *
 * <p>Every question throws {@link PermanentException} if the topic is unknown or access is denied,
 * and {@link RetryableException} while no broker answers.
 */
final class TopicDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicDirectory.class);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
    private static final Duration LOOK_FOR_ANOTHER = Duration.ofSeconds(5);

    private final KafkaClientSettings settings;
    private final String topic;
    private Admin admin;
    private TopicDescription first;
    private KafkaFuture<TopicDescription> looking;
    private long lookedNanos = System.nanoTime();

    TopicDirectory(KafkaClientSettings settings, String topic) {
        this.settings = requireNonNull(settings, "settings");
        this.topic = requireNonNull(topic, "topic");
    }

    /** Tells apart a topic and a later one of the same name. */
    String topicId(Duration timeout) {
        return description(timeout).topicId().toString();
    }

    private TopicDescription description(Duration timeout) {
        return ask("Describing topic " + topic, describe(admin()), timeout);
    }

    /**
     * The topic's id, for a reader.
     *
     * @throws PermanentException also if it is not the one that was found first: a consumer goes on in a topic that was
     *     deleted and created again, at the offset of the old one, and says nothing
     */
    String sameTopicId(Duration timeout) {
        TopicDescription found = description(timeout);
        requireFirst(found);
        return found.topicId().toString();
    }

    /** True if the topic did not have it when a reader first asked for the topic's id. */
    synchronized boolean isAdded(TopicPartition partition) {
        return first != null && partition.partition() >= first.partitions().size();
    }

    /** Throws as {@link #sameTopicId} does, some seconds late, since it waits for no answer. */
    synchronized void requireSameTopic() {
        if (looking == null) {
            if (admin != null && System.nanoTime() - lookedNanos >= LOOK_FOR_ANOTHER.toNanos()) {
                looking = describe(admin);
            }
        } else if (looking.isDone()) {
            KafkaFuture<TopicDescription> answer = looking;
            looking = null;
            lookedNanos = System.nanoTime();
            if (!answer.isCompletedExceptionally()) {
                requireFirst(ask("Describing topic " + topic, answer, LOOK_AGAIN));
            }
        }
    }

    private synchronized void requireFirst(TopicDescription found) {
        if (first == null) {
            first = found;
        }
        if (!first.topicId().equals(found.topicId())) {
            throw new PermanentException(
                    "Topic " + topic + " at " + settings.brokers() + " was deleted and created again"
                            + " while it was read: offsets of the old one say nothing about it, and records may have been"
                            + " skipped. Reset the offsets of the consumer group with kafka-consumer-groups, and start again");
        }
    }

    private KafkaFuture<TopicDescription> describe(Admin client) {
        return client.describeTopics(List.of(topic)).topicNameValues().get(topic);
    }

    /**
     * Throws {@link PermanentException} if the topic is unknown, also after a while: one that was created a moment ago
     * is not seen at once. Returns if it is known, or if no broker answers in that time.
     */
    void requireUnlessDown(Duration timeout) {
        Abandonment never = new Abandonment();
        long start = System.nanoTime();
        while (true) {
            try {
                topicId(timeout);
                return;
            } catch (RetryableException e) {
                LOG.warn("Kafka is not up yet, topic {} is looked for until it is: {}", topic, e.getMessage());
                return;
            } catch (PermanentException e) {
                if (System.nanoTime() - start >= timeout.toNanos()) {
                    throw e;
                }
                never.pause(LOOK_AGAIN, "looking for topic " + topic);
            }
        }
    }

    /** The largest request of one record batch that the topic takes, in bytes. */
    int maxMessageBytes(Duration timeout) {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        return Integer.parseInt(ask(
                        "Describing the configuration of topic " + topic,
                        admin().describeConfigs(List.of(resource)).values().get(resource),
                        timeout)
                .get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG)
                .value());
    }

    /** The first offset that retention has left. */
    Map<TopicPartition, Long> logStarts(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** The offset after the last record, whether its transaction is committed or not. */
    Map<TopicPartition, Long> logEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
    }

    /** Where the records begin that are written from now on, those of open transactions included. */
    Map<TopicPartition, Long> stableEnds(Collection<TopicPartition> partitions) {
        return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
    }

    private Map<TopicPartition, Long> offsets(
            Collection<TopicPartition> partitions, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> specs =
                partitions.stream().collect(toMap(partition -> partition, partition -> spec));
        Map<TopicPartition, ListOffsetsResult.ListOffsetsResultInfo> answer = ask(
                "Listing offsets of topic " + topic,
                admin().listOffsets(specs, new ListOffsetsOptions(isolation)).all(),
                KafkaClientSettings.CALL_TIMEOUT);
        return answer.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    private <T> T ask(String what, KafkaFuture<T> answer, Duration timeout) {
        String whole = what + " at " + settings.brokers();
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw KafkaFailures.of(whole, e);
        }
    }

    private synchronized Admin admin() {
        if (admin == null) {
            requireResolvable();
            admin = Admin.create(settings.admin());
        }
        return admin;
    }

    /** Kafka's clients refuse to be made while no broker's name resolves; for us that is a broker not up yet. */
    private void requireResolvable() {
        for (String broker : settings.brokers().split(",", -1)) {
            String host = Utils.getHost(broker.trim());
            Integer port = Utils.getPort(broker.trim());
            if (host == null || port == null || !new InetSocketAddress(host, port).isUnresolved()) {
                return;
            }
        }
        throw new RetryableException("None of the brokers' names resolves: " + settings.brokers(), null);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(2));
            admin = null;
        }
    }
}
