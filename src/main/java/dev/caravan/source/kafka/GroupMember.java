package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscribed consumer. Each turn polls once and takes every partition as far as it goes: records into batches,
 * frozen batches to their pins, pinned ones to the writers, written ones to their acknowledgement. For one thread.
 */
final class GroupMember implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupMember.class);
    private static final Duration POLL_TIMEOUT = Duration.ofMillis(100);
    private static final Duration POSITION_TIMEOUT = Duration.ofMillis(100);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final Consumer<byte[], byte[]> consumer;
    private final Assignment assignment;
    private final StartPositions starts;
    private final DeliveryFlow flow;
    private final Intake intake;
    private final Wakeup wakeup;
    private final Heartbeat heartbeat;

    GroupMember(
            Consumer<byte[], byte[]> consumer,
            Assignment assignment,
            StartPositions starts,
            DeliveryFlow flow,
            Intake intake,
            Wakeup wakeup,
            Heartbeat heartbeat) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.assignment = requireNonNull(assignment, "assignment");
        this.starts = requireNonNull(starts, "starts");
        this.flow = requireNonNull(flow, "flow");
        this.intake = requireNonNull(intake, "intake");
        this.wakeup = requireNonNull(wakeup, "wakeup");
        this.heartbeat = requireNonNull(heartbeat, "heartbeat");
    }

    void subscribe(String topic) {
        consumer.subscribe(List.of(topic), assignment);
    }

    /**
     * One poll, and everything that follows from it.
     *
     * @return true if the member has to leave
     * @throws PermanentException if the route has to stop
     * @throws RetryableException if a broker did not answer: nothing is lost, another turn goes on
     */
    boolean turn() {
        try {
            take(poll());
            if (intake.isPaused()) {
                abandonWhatIsLeft();
            } else {
                goOn();
            }
        } finally {
            // Also after a failure, which may last: what cannot be delivered is not read on without an end.
            pauseAndResume();
        }
        return intake.settle(isEmpty());
    }

    /** Partitions of which the broker tells nothing do not keep the others waiting. */
    private void goOn() {
        starts.requireSameTopic();
        flow.prepare();
        RetryableException unknown = null;
        try {
            position();
        } catch (RetryableException e) {
            unknown = e;
        }
        settle();
        flow.advance(positioned(), !intake.isReading());
        if (unknown != null) {
            throw unknown;
        }
    }

    private ConsumerRecords<byte[], byte[]> poll() {
        try {
            return wakeup.poll(consumer, POLL_TIMEOUT);
        } catch (OffsetOutOfRangeException e) {
            LOG.warn("Offsets are out of the range of the log: {}", e.offsetOutOfRangePartitions());
            for (TopicPartition name : e.offsetOutOfRangePartitions().keySet()) {
                rewind(assignment.find(name));
            }
        } catch (KafkaException e) {
            throw KafkaFailures.of("Reading from Kafka", e);
        }
        return ConsumerRecords.empty();
    }

    private void take(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition name : records.partitions()) {
            OwnedPartition partition = assignment.find(name);
            if (partition != null && partition.isPositioned()) {
                records.records(name).forEach(partition::add);
            }
        }
        for (OwnedPartition partition : assignment.owned()) {
            if (partition.isPositioned()) {
                passed(partition);
            }
        }
    }

    /** Control records and gaps of compaction are seen only in the consumer's own position. */
    private void passed(OwnedPartition partition) {
        try {
            partition.passedUpTo(consumer.position(partition.topicPartition(), POSITION_TIMEOUT));
        } catch (TimeoutException | WakeupException e) {
            LOG.debug("The position of {} is being validated: seen in a later turn", partition.topicPartition());
        } catch (KafkaException e) {
            throw KafkaFailures.of("Asking for the position of " + partition.topicPartition(), e);
        }
    }

    private void position() {
        if (assignment.isIdle()) {
            starts.requireTopic();
            assignment.idleExplained();
        }
        List<OwnedPartition> waiting = assignment.owned().stream()
                .filter(partition -> !partition.isPositioned())
                .toList();
        if (!waiting.isEmpty() && flow.isSettled()) {
            starts.position(consumer, waiting);
        }
    }

    /** Ends what writers have reported: failures stop the route, a batch given up is asked for again. */
    private void settle() {
        for (OwnedPartition partition : assignment.owned()) {
            Delivery delivery = partition.delivery();
            if (delivery == null) {
                continue;
            }
            Throwable failure = delivery.batch().failure();
            if (failure instanceof PermanentException permanent) {
                throw permanent;
            } else if (failure != null) {
                throw new PermanentException("Batch " + delivery.batch().range().id() + " failed: " + failure, failure);
            } else if (delivery.gaveUp()) {
                LOG.info(
                        "Batch {} was given up and is delivered again from its pin",
                        delivery.batch().range().id());
                rewind(partition);
            }
        }
    }

    /** A member that drains reads on only to the end of a replay, which cannot be cut short. */
    private void pauseAndResume() {
        List<TopicPartition> pause = new ArrayList<>();
        List<TopicPartition> resume = new ArrayList<>();
        for (OwnedPartition partition : assignment.owned()) {
            boolean reads = partition.isPositioned()
                    && (intake.isReading()
                            || (intake.isDraining() && partition.batcher().isReplaying()))
                    && partition.batcher().wantsMore();
            (reads ? resume : pause).add(partition.topicPartition());
        }
        consumer.pause(pause);
        consumer.resume(resume);
    }

    private void rewind(OwnedPartition partition) {
        if (partition != null) {
            consumer.pause(List.of(partition.topicPartition()));
            partition.rewind();
        }
    }

    /** The time to drain is over: the rest is replayed when reading goes on. */
    private void abandonWhatIsLeft() {
        for (OwnedPartition partition : positioned()) {
            if (!partition.isEmpty()) {
                rewind(partition);
            }
        }
    }

    private List<OwnedPartition> positioned() {
        return assignment.owned().stream().filter(OwnedPartition::isPositioned).toList();
    }

    private boolean isEmpty() {
        return assignment.owned().stream().allMatch(OwnedPartition::isEmpty) && flow.isSettled();
    }

    boolean isReading() {
        return assignment.isComplete() && heartbeat.isHeard();
    }

    /** False while the group's coordinator does not answer. */
    boolean isHeard() {
        return heartbeat.isHeard();
    }

    /** As of the last fetch: what was written since is not counted. */
    List<SourceStatus> status() {
        List<SourceStatus> statuses = new ArrayList<>();
        for (OwnedPartition partition : positioned()) {
            OptionalLong behind = consumer.currentLag(partition.topicPartition());
            statuses.add(new SourceStatus(
                    partition.batcher().partition(),
                    partition.batcher().pendingRecords(),
                    behind,
                    partition.batcher().acknowledgedNanos(),
                    partition.batcher().open()));
        }
        return statuses;
    }

    /** Abandons what is left and leaves the group. */
    @Override
    public void close() {
        assignment.abandon();
        try (flow) {
            consumer.close(CLOSE_TIMEOUT);
        }
    }
}
