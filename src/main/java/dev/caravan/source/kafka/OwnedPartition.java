package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourceRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;

/**
 * One partition for as long as this member owns it: its batcher, what the broker has confirmed, and the one commit that
 * is due. For the poll thread only.
 *
 * <p>A due commit never changes until it is confirmed: a copy of it that timed out may still be applied later.
 */
final class OwnedPartition {

    /** A commit and what follows from it: the batch before is acknowledged, the next batch is pinned. */
    private record Due(OffsetAndMetadata commit, boolean acknowledges, boolean pins) {}

    private final TopicPartition topicPartition;
    private PartitionBatcher batcher;
    private OffsetAndMetadata confirmed;
    private Due due;
    private Delivery delivery;

    OwnedPartition(TopicPartition topicPartition) {
        this.topicPartition = requireNonNull(topicPartition, "topicPartition");
    }

    TopicPartition topicPartition() {
        return topicPartition;
    }

    /** False until it is known where to go on, and again after {@link #rewind()}. */
    boolean isPositioned() {
        return batcher != null;
    }

    /** Goes on from what the broker has. */
    void position(PartitionBatcher newBatcher, OffsetAndMetadata committed) {
        batcher = requireNonNull(newBatcher, "newBatcher");
        confirmed = requireNonNull(committed, "committed");
    }

    /** Starts where no position was committed: the start itself is committed first. */
    void start(PartitionBatcher newBatcher, long offset) {
        batcher = requireNonNull(newBatcher, "newBatcher");
        due = new Due(new OffsetAndMetadata(offset, ""), false, false);
    }

    PartitionBatcher batcher() {
        return batcher;
    }

    Delivery delivery() {
        return delivery;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
        batcher.add(sourceRecord(record));
    }

    /** @param position the offset that the consumer reads next */
    void passedUpTo(long position) {
        if (position > 0) {
            batcher.passed(new KafkaPosition(position - 1));
        }
    }

    /** The commit that has to be confirmed before anything else happens; already confirmed ones are skipped. */
    Optional<OffsetAndMetadata> dueCommit() {
        return due == null || due.commit().equals(confirmed) ? Optional.empty() : Optional.of(due.commit());
    }

    /** Freezes the next batch if one is due, and computes the commit that acknowledges and pins in one. */
    void prepare(boolean flush) {
        boolean acknowledges = delivery != null && delivery.batch().isWritten();
        if (due != null || (delivery != null && !acknowledges)) {
            return;
        }
        Optional<BatchInDelivery> next = batcher.freeze(flush);
        if (!acknowledges && next.isEmpty()) {
            return;
        }
        String pin = next.map(batch -> batch.pin().text()).orElse("");
        long offset = acknowledges
                ? following(delivery.batch())
                : ((KafkaPosition) next.get().pin().start()).offset();
        due = new Due(new OffsetAndMetadata(offset, pin), acknowledges, next.isPresent());
    }

    /** The last step was confirmed, or had been before: the batch to write now, if it pinned one. */
    Optional<BatchInDelivery> advance() {
        if (due == null) {
            return Optional.empty();
        }
        Due done = due;
        due = null;
        confirmed = done.commit();
        if (done.acknowledges()) {
            batcher.acknowledged();
            delivery = null;
        }
        return done.pins() ? Optional.of(batcher.pinned()) : Optional.empty();
    }

    /** A transaction has written and acknowledged the batch in one. */
    void acknowledgedByTransaction() {
        confirmed = new OffsetAndMetadata(following(delivery.batch()), "");
        batcher.acknowledged();
        delivery = null;
    }

    void delivering(Delivery started) {
        delivery = requireNonNull(started, "started");
    }

    /** What a member that has to give the partition up may still commit: the written batch, or the commit under way. */
    Optional<OffsetAndMetadata> lastCommit() {
        if (due != null) {
            return due.acknowledges() ? dueCommit() : Optional.empty();
        }
        return delivery != null && delivery.batch().isWritten()
                ? Optional.of(new OffsetAndMetadata(following(delivery.batch()), ""))
                : Optional.empty();
    }

    boolean isEmpty() {
        return batcher != null && due == null && batcher.isEmpty();
    }

    /** Forgets everything; what the broker has committed says where to go on. Late completions acknowledge nothing. */
    void rewind() {
        if (batcher != null) {
            batcher.close();
        }
        batcher = null;
        confirmed = null;
        due = null;
        delivery = null;
    }

    private static long following(BatchInDelivery batch) {
        return ((KafkaPosition) batch.range().end()).next().offset();
    }

    private static SourceRecord sourceRecord(ConsumerRecord<byte[], byte[]> record) {
        List<RecordHeader> headers = new ArrayList<>();
        for (Header header : record.headers()) {
            headers.add(new RecordHeader(header.key(), header.value()));
        }
        return new SourceRecord(
                new KafkaPosition(record.offset()),
                Instant.ofEpochMilli(record.timestamp()),
                record.key(),
                record.value(),
                headers);
    }
}
