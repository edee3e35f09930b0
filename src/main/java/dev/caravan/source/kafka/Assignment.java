package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The partitions of one member, and what happens when the group takes some away. For the poll thread only; the callbacks
 * run inside its poll.
 *
 * <p>The broker checks membership, not ownership: that a late writer acknowledges nothing rests on the objects dropped
 * here.
 */
final class Assignment implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(Assignment.class);

    private final Consumer<byte[], byte[]> consumer;
    private final OffsetCommits commits;
    private final Wakeup wakeup;
    private final Duration revokeTimeout;
    private final String route;
    private final Map<TopicPartition, OwnedPartition> owned =
            new TreeMap<>((one, other) -> Integer.compare(one.partition(), other.partition()));
    private boolean joined;
    private boolean idle;

    /** @param revokeTimeout how long the group waits for batches in flight before they are abandoned */
    Assignment(
            Consumer<byte[], byte[]> consumer,
            OffsetCommits commits,
            Wakeup wakeup,
            Duration revokeTimeout,
            String route) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.commits = requireNonNull(commits, "commits");
        this.wakeup = requireNonNull(wakeup, "wakeup");
        this.revokeTimeout = requireNonNull(revokeTimeout, "revokeTimeout");
        this.route = requireNonNull(route, "route");
    }

    /** In the order of the partitions' numbers. */
    List<OwnedPartition> owned() {
        return List.copyOf(owned.values());
    }

    OwnedPartition find(TopicPartition name) {
        return owned.get(name);
    }

    /** True once the group has given this member its share, be it none. */
    boolean isComplete() {
        return joined && owned.values().stream().allMatch(OwnedPartition::isPositioned);
    }

    /** After an assignment of nothing: there are more members than partitions, or the topic is gone. */
    boolean isIdle() {
        return idle;
    }

    /** The topic is there. */
    void idleExplained() {
        idle = false;
    }

    /**
     * Paused until positioned: nothing is read before it is known where to go on. With a place to stand on meanwhile, since
     * a consumer whose partition has none asks for it by itself, and gives records of no other until it is told.
     */
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        for (TopicPartition name : partitions) {
            OwnedPartition before = owned.put(name, new OwnedPartition(name));
            if (before != null) {
                before.rewind();
            }
        }
        idle = owned.isEmpty();
        consumer.pause(partitions);
        partitions.forEach(name -> consumer.seek(name, 0));
        if (!partitions.isEmpty()) {
            LOG.info("Route {} was assigned {}", route, partitions);
        }
    }

    /** Batches in flight may finish within a bound and are acknowledged; everything else is the next owner's. */
    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        List<OwnedPartition> leaving =
                partitions.stream().filter(owned::containsKey).map(owned::get).toList();
        wakeup.await(() -> leaving.stream().noneMatch(Assignment::isWriting), revokeTimeout);
        Map<TopicPartition, OffsetAndMetadata> last = new HashMap<>();
        leaving.forEach(
                partition -> partition.lastCommit().ifPresent(commit -> last.put(partition.topicPartition(), commit)));
        if (!last.isEmpty()) {
            commitLast(last);
        }
        drop(leaving);
        if (!partitions.isEmpty()) {
            LOG.info("Route {} gave up {}", route, partitions);
        }
    }

    /** Somebody else owns them already: no commit. */
    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        LOG.warn("Route {} lost {}; what was not acknowledged is read again by the next owner", route, partitions);
        drop(partitions.stream().filter(owned::containsKey).map(owned::get).toList());
    }

    /** Nothing more of any partition is acknowledged. */
    void abandon() {
        drop(owned());
    }

    private void drop(List<OwnedPartition> leaving) {
        for (OwnedPartition partition : leaving) {
            partition.rewind();
            owned.remove(partition.topicPartition());
        }
    }

    private void commitLast(Map<TopicPartition, OffsetAndMetadata> last) {
        try {
            if (!commits.commitNow(last, revokeTimeout)) {
                LOG.warn(
                        "Route {} could not acknowledge {} in time: the next owner repeats them", route, last.keySet());
            }
        } catch (RetryableException | PermanentException | KafkaException e) {
            LOG.warn("Route {} could not acknowledge {}: the next owner repeats them", route, last.keySet(), e);
        }
    }

    private static boolean isWriting(OwnedPartition partition) {
        return partition.delivery() != null && !partition.delivery().isDone();
    }
}
