package dev.caravan.source.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes pins and acknowledgements durable as committed offsets. */
final class OffsetCommits {

    private static final Logger LOG = LoggerFactory.getLogger(OffsetCommits.class);

    private OffsetCommits() {}

    /**
     * True once the broker has confirmed all of them. False if the group is rebalancing or has lost this member: poll,
     * and try the same commits again for what is still owned then.
     *
     * @throws dev.caravan.failure.RetryableException if no answer came: they may or may not have been applied
     */
    static boolean commit(
            Consumer<byte[], byte[]> consumer, Map<TopicPartition, OffsetAndMetadata> offsets, Duration timeout) {
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
