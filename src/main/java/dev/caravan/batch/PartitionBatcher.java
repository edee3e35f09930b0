package dev.caravan.batch;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * Cuts the records of one partition, for as long as we own it, into batches with pinned boundaries.
 *
 * <p>For the source's thread only. While a pin of an earlier owner is to be replayed no count, byte, age or memory limit
 * applies: the first batch ends exactly where the pin says.
 */
public final class PartitionBatcher implements AutoCloseable {

    private record Buffered(SourceRecord record, long sinceNanos) {}

    private final SourcePartition partition;
    private final BatchPolicy policy;
    private final String settings;
    private final MemoryBudget.Account account;
    private final LongSupplier nanoTime;
    private final Deque<Buffered> buffer = new ArrayDeque<>();
    private Pin replay;
    private Position nextStart;
    private Position acknowledged;
    private OptionalLong acknowledgedNanos = OptionalLong.empty();
    private Position frontier;
    private Instant newestArrival;
    private long bufferedPayload;
    private long emptySinceNanos;
    private BatchInDelivery delivering;
    private BatchInDelivery next;

    /**
     * @param settings fingerprint under which batches are pinned and delivered; a pin to be replayed may carry another
     * @param replay the pin found where the last acknowledgement is kept
     * @param acknowledged the last position acknowledged, null if nothing was
     * @param start where the next batch starts although no record may be there (Kafka's committed offset), or null if
     *     its first record says so (Kinesis)
     * @param nanoTime a monotonic clock
     */
    public PartitionBatcher(
            SourcePartition partition,
            BatchPolicy policy,
            String settings,
            Optional<Pin> replay,
            Position acknowledged,
            Position start,
            MemoryBudget budget,
            LongSupplier nanoTime) {
        this.partition = requireNonNull(partition, "partition");
        this.policy = requireNonNull(policy, "policy");
        this.settings = requireNonNull(settings, "settings");
        this.replay = replay.orElse(null);
        this.acknowledged = acknowledged;
        this.nextStart = replay.map(Pin::start).orElse(start);
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.account = budget.open();
        if (this.replay != null) {
            account.beginReplay();
        }
    }

    /** Buffers a record; positions only grow. */
    public void add(SourceRecord record) {
        if (frontier != null && record.position().compareTo(frontier) <= 0) {
            throw new IllegalStateException("Record " + record.position().text() + " of " + partition.label()
                    + " came after " + frontier.text());
        }
        buffer.add(new Buffered(record, nanoTime.getAsLong()));
        bufferedPayload += record.payloadBytes();
        account.add(record.heldBytes());
        frontier = record.position();
        newestArrival = record.arrivalTime();
    }

    /** The reader has passed a position that holds no record for us: a control record, a compacted or expired one. */
    public void passed(Position position) {
        if (frontier == null || position.compareTo(frontier) > 0) {
            if (!passedSome()) {
                emptySinceNanos = nanoTime.getAsLong();
            }
            frontier = position;
        }
    }

    /** False while a full batch waits behind the one being delivered, or memory is short: stop reading. */
    public boolean wantsMore() {
        if (replay != null) {
            return !reached(replay.end()) && account.mayReplay();
        }
        return buffer.size() < policy.maxRecords()
                && bufferedPayload < policy.maxBytes()
                && !(account.budgetFull() && !buffer.isEmpty());
    }

    /** True until the pin of an earlier owner has been replayed. */
    public boolean isReplaying() {
        return replay != null;
    }

    /** The end that a replay waits for, if one is under way. */
    public Optional<Pin> replay() {
        return Optional.ofNullable(replay);
    }

    /** The log ends before the pinned end: replay what is there. The caller has said so loudly. */
    public void endReplayAt(Position end) {
        if (replay == null) {
            throw new IllegalStateException("Nothing is replayed on " + partition.label());
        }
        Position newEnd = end.compareTo(replay.start()) < 0 ? replay.start() : end;
        replay = new Pin(replay.start(), newEnd, replay.settings());
        passed(newEnd);
    }

    /**
     * Freezes the next batch if one is due and the one before is written at least: its end never changes again. Asked
     * again before {@link #acknowledged()} it gives the same batch.
     *
     * @param flush cut whatever is buffered now; a replay is not cut short by it
     */
    public Optional<BatchInDelivery> freeze(boolean flush) {
        if (next != null) {
            return Optional.of(next);
        }
        if (delivering != null && !delivering.isWritten()) {
            return Optional.empty();
        }
        next = replay != null ? replayed() : due(flush);
        return Optional.ofNullable(next);
    }

    /** The frozen batch is pinned, by itself or together with the acknowledgement of the one before. */
    public BatchInDelivery pinned() {
        if (next == null || delivering != null) {
            throw new IllegalStateException("No frozen batch to pin on " + partition.label());
        }
        delivering = next;
        next = null;
        delivering.pinned();
        return delivering;
    }

    /** The written batch is acknowledged; its end is where a new owner would go on. */
    public void acknowledged() {
        if (delivering == null || !delivering.isWritten()) {
            throw new IllegalStateException("No written batch to acknowledge on " + partition.label());
        }
        acknowledged = delivering.range().end();
        acknowledgedNanos = OptionalLong.of(nanoTime.getAsLong());
        delivering.release();
        delivering = null;
    }

    /** The batch between pin and acknowledgement. */
    public Optional<BatchInDelivery> delivering() {
        return Optional.ofNullable(delivering);
    }

    /** True if nothing is buffered, frozen or being delivered. */
    public boolean isEmpty() {
        return buffer.isEmpty() && next == null && delivering == null && replay == null;
    }

    public int bufferedRecords() {
        return buffer.size();
    }

    /** What is buffered and not cut yet. */
    public OpenBatch open() {
        return new OpenBatch(
                buffer.size(),
                bufferedPayload,
                buffer.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(buffer.element().sinceNanos()),
                Optional.ofNullable(newestArrival));
    }

    /** Records buffered, frozen or being delivered: everything read and not yet acknowledged. */
    public int pendingRecords() {
        return buffer.size()
                + (next == null ? 0 : next.recordCount())
                + (delivering == null ? 0 : delivering.recordCount());
    }

    public SourcePartition partition() {
        return partition;
    }

    /** The last acknowledged position, if any. */
    public Optional<Position> acknowledgedPosition() {
        return Optional.ofNullable(acknowledged);
    }

    /** When that was, by the monotonic clock; empty if it was an owner before us. */
    public OptionalLong acknowledgedNanos() {
        return acknowledgedNanos;
    }

    /** The partition is not ours any more: nothing of it is acknowledged after this, its memory is given back. */
    @Override
    public void close() {
        if (delivering != null) {
            delivering.abandon();
        }
        if (next != null) {
            next.abandon();
        }
        buffer.clear();
        account.close();
    }

    private BatchInDelivery replayed() {
        if (!reached(replay.end())) {
            return null;
        }
        Pin pin = replay;
        replay = null;
        account.endReplay();
        int count = 0;
        for (Buffered buffered : buffer) {
            if (buffered.record().position().compareTo(pin.end()) > 0) {
                break;
            }
            count++;
        }
        return cut(count, pin, FlushCause.REPLAY);
    }

    private BatchInDelivery due(boolean flush) {
        if (buffer.isEmpty()) {
            return dueWithoutRecords();
        }
        Prefix prefix = fullPrefix();
        if (prefix != null) {
            return cut(prefix.count(), new Pin(start(), prefix.end(), settings), prefix.cause());
        }
        FlushCause cause = dueByTime(flush);
        return cause == null ? null : cut(buffer.size(), new Pin(start(), frontier, settings), cause);
    }

    /** Only control records or expired ones were passed: an empty batch moves the acknowledgement on. */
    private BatchInDelivery dueWithoutRecords() {
        boolean old = nanoTime.getAsLong() - emptySinceNanos >= policy.maxAge().toNanos();
        return passedSome() && old ? cut(0, new Pin(nextStart, frontier, settings), FlushCause.AGE) : null;
    }

    /** Something lies between the last cut and the frontier. */
    private boolean passedSome() {
        return nextStart != null && frontier != null && frontier.compareTo(nextStart) >= 0;
    }

    private record Prefix(int count, Position end, FlushCause cause) {}

    private Prefix fullPrefix() {
        if (buffer.size() < policy.maxRecords() && bufferedPayload < policy.maxBytes()) {
            return null;
        }
        int count = 0;
        long bytes = 0;
        Position end = null;
        for (Buffered buffered : buffer) {
            long size = buffered.record().payloadBytes();
            if (count > 0 && bytes + size > policy.maxBytes()) {
                break;
            }
            count++;
            bytes += size;
            end = buffered.record().position();
            if (count == policy.maxRecords()) {
                return new Prefix(count, end, FlushCause.RECORDS);
            }
        }
        return new Prefix(count, end, FlushCause.BYTES);
    }

    private Position start() {
        return nextStart != null ? nextStart : buffer.element().record().position();
    }

    private FlushCause dueByTime(boolean flush) {
        if (flush) {
            return FlushCause.SHUTDOWN;
        }
        if (nanoTime.getAsLong() - buffer.element().sinceNanos()
                >= policy.maxAge().toNanos()) {
            return FlushCause.AGE;
        }
        return account.flushAsked() ? FlushCause.MEMORY : null;
    }

    private BatchInDelivery cut(int count, Pin pin, FlushCause cause) {
        List<SourceRecord> records = new ArrayList<>(count);
        long held = 0;
        for (int i = 0; i < count; i++) {
            SourceRecord record = buffer.remove().record();
            bufferedPayload -= record.payloadBytes();
            held += record.heldBytes();
            records.add(record);
        }
        account.deliver(held);
        long heldBytes = held;
        nextStart = nextStart == null ? null : following(pin.end());
        emptySinceNanos = nanoTime.getAsLong();
        BatchRange range =
                new BatchRange(partition, pin.start(), pin.end(), Optional.ofNullable(previousEnd()), settings);
        return new BatchInDelivery(pin, range, cause, records, () -> account.release(heldBytes));
    }

    /** Frozen while the batch before is written but not acknowledged: that one's end is the previous end. */
    private Position previousEnd() {
        return delivering != null ? delivering.range().end() : acknowledged;
    }

    private static Position following(Position end) {
        return end instanceof KafkaPosition kafka ? kafka.next() : null;
    }

    private boolean reached(Position end) {
        return frontier != null && frontier.compareTo(end) >= 0;
    }
}
