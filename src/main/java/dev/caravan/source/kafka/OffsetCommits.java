package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes pins and acknowledgements of one consumer durable as committed offsets. For the poll thread only. */
final class OffsetCommits {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    /** A group that rebalances refuses commits for a while: no use to ask at every turn. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Consumer<byte[], byte[]> consumer;
    private final LongSupplier nanoTime;
    private long refusedNanos;
    private boolean refused;

    OffsetCommits(Consumer<byte[], byte[]> consumer, LongSupplier nanoTime) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /**
     * True once the broker has confirmed all of them. False if the group is rebalancing or has lost this member: poll,
     * and try the same commits again for what is still owned then.
     *
     * @throws dev.caravan.failure.RetryableException if no answer came: they may or may not have been applied
     */
    boolean commit(Map<TopicPartition, OffsetAndMetadata> offsets) {
        if (refused && nanoTime.getAsLong() - refusedNanos < PAUSE.toNanos()) {
            return false;
        }
        refused = !commitNow(offsets, KafkaClientSettings.CALL_TIMEOUT);
        refusedNanos = nanoTime.getAsLong();
        return !refused;
    }

    /** As {@link #commit}, without the pause after a refusal. */
    boolean commitNow(Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
        while (true) {
            try {
                consumer.commitSync(offsets, timeout);
                return true;
            } catch (WakeupException e) {
                LOG.debug("A commit was cut by a signal: its outcome is unknown, the same again");
            } catch (RebalanceInProgressException e) {
                LOG.debug("The group is rebalancing: {} commits wait", offsets.size());
                return false;
            } catch (CommitFailedException e) {
                LOG.info("Commits of {} were refused, the group has gone on without this member", offsets.keySet());
                return false;
            } catch (KafkaException e) {
                throw KafkaFailures.of("Committing offsets of " + offsets.keySet(), e);
            }
        }
    }
}
