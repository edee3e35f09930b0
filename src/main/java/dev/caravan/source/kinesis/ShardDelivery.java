package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.OpenBatch;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.batch.Pin;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.record.Position;
import dev.caravan.record.SourceRecord;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the batches of one shard through the protocol: frozen, pinned, handed to a writer, written, acknowledged. For
 * the shard's own thread, except {@link #pending()} and {@link #open()}.
 */
final class ShardDelivery implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ShardDelivery.class);

    private final ShardSettings settings;
    private final PartitionBatcher batcher;
    private final ShardCheckpoints checkpoints;
    private final BatchWriters writers;
    private final WakeUp wakeUp;
    private Position lastAdded;
    private volatile long pending;
    private volatile OptionalLong acknowledgedNanos = OptionalLong.empty();
    private volatile OpenBatch open = OpenBatch.NONE;
    private volatile BatchInDelivery leftByWriter;

    ShardDelivery(
            ShardSettings settings,
            PartitionBatcher batcher,
            ShardCheckpoints checkpoints,
            BatchWriters writers,
            WakeUp wakeUp) {
        this.settings = requireNonNull(settings, "settings");
        this.batcher = requireNonNull(batcher, "batcher");
        this.checkpoints = requireNonNull(checkpoints, "checkpoints");
        this.writers = requireNonNull(writers, "writers");
        this.wakeUp = requireNonNull(wakeUp, "wakeUp");
        count();
    }

    /** True if another record may be buffered now. */
    boolean wantsMore() {
        return batcher.wantsMore();
    }

    void add(SourceRecord record) {
        batcher.replay().ifPresent(pin -> sayWhatIsMissing(pin, record.position()));
        batcher.add(record);
        lastAdded = record.position();
        count();
    }

    private void sayWhatIsMissing(Pin pin, Position next) {
        boolean startIsGone = lastAdded == null && next.compareTo(pin.start()) > 0;
        boolean endIsGone = next.compareTo(pin.end()) > 0 && (lastAdded == null || lastAdded.compareTo(pin.end()) < 0);
        if (startIsGone || endIsGone) {
            LOG.error(
                    "Records of shard {} are gone: the batch {} to {}, pinned before a crash, {} before its replay, and"
                            + " {} follows. Retention has removed them unread. The batch is replayed with what is left",
                    batcher.partition().label(),
                    pin.start().text(),
                    pin.end().text(),
                    startIsGone ? "has lost its start" : "has lost its end",
                    next.text());
        }
    }

    /**
     * Acknowledges what is written, pins and hands out what is due.
     *
     * @param flush cut whatever is buffered now
     * @throws PermanentException when a batch cannot be delivered
     * @throws AbandonedException when its writer has given it up by itself
     */
    void advance(boolean flush) {
        while (settleWritten()) {
            Optional<BatchInDelivery> frozen = batcher.freeze(flush);
            if (frozen.isEmpty()) {
                return;
            }
            checkpoints.pin(frozen.get().pin());
            BatchInDelivery batch = batcher.pinned();
            writers.write(batch, () -> {
                leftByWriter = batch;
                wakeUp.call();
            });
            count();
        }
    }

    /** False while a batch is under way. */
    private boolean settleWritten() {
        if (batcher.delivering().isEmpty()) {
            return true;
        }
        BatchInDelivery batch = batcher.delivering().get();
        boolean left = leftByWriter == batch;
        if (batch.failure() != null) {
            throw batch.failure() instanceof PermanentException permanent
                    ? permanent
                    : new PermanentException(
                            "Batch " + batch.range().id() + " cannot be delivered: " + batch.failure(),
                            batch.failure());
        }
        if (!batch.isWritten()) {
            if (left) {
                throw new AbandonedException("Batch " + batch.range().id()
                        + " was given up by its writer and is delivered again from its pin");
            }
            return false;
        }
        checkpoints.acknowledge();
        batcher.acknowledged();
        acknowledgedNanos = batcher.acknowledgedNanos();
        LOG.atInfo()
                .addKeyValue("event.action", "batch-acknowledged")
                .addKeyValue("event.outcome", "success")
                .log(
                        "Route {} acknowledged batch {} up to {}: {} records, {} bytes, cut by {}",
                        settings.route(),
                        batch.range().id(),
                        batch.range().end().text(),
                        batch.recordCount(),
                        batch.payloadBytes(),
                        batch.cause());
        count();
        return true;
    }

    boolean isReplaying() {
        return batcher.isReplaying();
    }

    /** The shard is closed below the pinned end, which retention has removed: the batch ends there all the same. */
    void endReplayAtShardEnd() {
        batcher.replay().ifPresent(pin -> {
            if (batcher.wantsMore()) {
                LOG.error(
                        "Shard {} ends before {}, the end of a batch that was pinned before a crash: retention has"
                                + " removed its last records. The batch is replayed with what is left",
                        batcher.partition().label(),
                        pin.end().text());
                batcher.passed(pin.end());
            }
        });
    }

    boolean isEmpty() {
        return batcher.isEmpty();
    }

    /** Records buffered or being delivered; one more while a pin waits for its replay. Any thread. */
    long pending() {
        return pending;
    }

    /** When something was last acknowledged, by the monotonic clock. Any thread. */
    OptionalLong acknowledgedNanos() {
        return acknowledgedNanos;
    }

    /** What is buffered and not cut yet. Any thread. */
    OpenBatch open() {
        return open;
    }

    /** Nothing of the shard is acknowledged after this; writers give up, the memory is given back. */
    @Override
    public void close() {
        batcher.close();
    }

    private void count() {
        open = batcher.open();
        pending = batcher.pendingRecords() + (batcher.isReplaying() ? 1L : 0L);
    }
}
