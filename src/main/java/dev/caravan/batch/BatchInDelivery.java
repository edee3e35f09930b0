package dev.caravan.batch;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import dev.caravan.record.BatchRange;
import dev.caravan.record.RecordBatch;
import dev.caravan.record.SourceRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A batch whose end is fixed: from FROZEN until it is acknowledged or abandoned.
 *
 * <p>The source's thread owns it; a writer gets attempts from it and reports {@link #written()} or {@link #failed}
 * once, from any thread. An abandoned batch takes no report: a late completion can acknowledge nothing.
 */
public final class BatchInDelivery {

    private final Pin pin;
    private final BatchRange range;
    private final FlushCause cause;
    private final Abandonment abandonment = new Abandonment();
    private final Runnable onRelease;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final int recordCount;
    private final long payloadBytes;
    private final Optional<Instant> firstArrival;
    private final Optional<Instant> lastArrival;
    private volatile List<SourceRecord> records;
    private volatile boolean written;
    private boolean pinned;

    BatchInDelivery(Pin pin, BatchRange range, FlushCause cause, List<SourceRecord> records, Runnable onRelease) {
        this.pin = requireNonNull(pin, "pin");
        this.range = requireNonNull(range, "range");
        this.cause = requireNonNull(cause, "cause");
        this.records = List.copyOf(records);
        this.onRelease = requireNonNull(onRelease, "onRelease");
        this.recordCount = records.size();
        this.payloadBytes =
                records.stream().mapToLong(SourceRecord::payloadBytes).sum();
        this.firstArrival = records.stream().findFirst().map(SourceRecord::arrivalTime);
        this.lastArrival = records.isEmpty()
                ? Optional.empty()
                : Optional.of(records.get(records.size() - 1).arrivalTime());
    }

    /** What must be durable before the first attempt; the same for every try to make it so. */
    public Pin pin() {
        return pin;
    }

    public BatchRange range() {
        return range;
    }

    public FlushCause cause() {
        return cause;
    }

    /** What it holds, none once it was released. */
    public List<SourceRecord> records() {
        List<SourceRecord> held = records;
        return held == null ? List.of() : held;
    }

    public int recordCount() {
        return recordCount;
    }

    public long payloadBytes() {
        return payloadBytes;
    }

    /** When its first record came to the source; empty if it has none. */
    public Optional<Instant> firstArrival() {
        return firstArrival;
    }

    /** When its last record came to the source; empty if it has none. */
    public Optional<Instant> lastArrival() {
        return lastArrival;
    }

    /** The source's thread: the pin is durable; attempts may begin. */
    public void pinned() {
        pinned = true;
    }

    /** True once the pin is durable and until the batch is written. */
    public boolean isPinned() {
        return pinned;
    }

    /** True if another attempt is possible: no sink has released the records. */
    public boolean canAttempt() {
        return records != null;
    }

    /** A fresh body for one attempt. */
    public RecordBatch attempt() {
        List<SourceRecord> held = records;
        if (!pinned || held == null) {
            throw new IllegalStateException("Batch " + range.id() + (pinned ? " was released" : " is not pinned"));
        }
        return RecordBatch.of(range, held, abandonment, this::release);
    }

    /** Gives the records' memory back; again and again does nothing. */
    synchronized void release() {
        if (records != null) {
            records = null;
            onRelease.run();
        }
    }

    /** A writer: everything of this batch is durable. */
    public void written() {
        if (!abandonment.isAbandoned()) {
            written = true;
        }
    }

    /** A writer: the batch cannot be delivered; the route has to stop. */
    public void failed(Throwable cause) {
        failure.compareAndSet(null, requireNonNull(cause, "cause"));
    }

    public boolean isWritten() {
        return written && !abandonment.isAbandoned();
    }

    /** Why it cannot be delivered, or null. */
    public Throwable failure() {
        return failure.get();
    }

    /** Nothing of it will be acknowledged by this process any more. */
    public void abandon() {
        abandonment.abandon();
    }

    public Abandonment abandonment() {
        return abandonment;
    }
}
