package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.Abandonment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The body of a batch exchange: the records of one {@link BatchRange} and the steps that still have to run on them.
 *
 * <p>{@code records:} steps only add a {@link RecordStep}; the first sink that asks runs all of them record by record,
 * so that one parsed record is alive at a time. Records that a step or sink refused or filtered are not seen again in
 * this batch. A sink that has encoded the batch may {@link #release()} it, which gives the raw records' memory back: also
 * those of the batches that it was made from, which would hold them otherwise until the exchange ends.
 *
 * <p>Not for several threads at once, except the outcome.
 */
public final class RecordBatch implements Iterable<BatchRecord> {

    private final BatchRange range;
    private final int size;
    private final Abandonment abandonment;
    private final Runnable onRelease;
    private final BatchOutcome outcome;
    private final List<RecordStep> steps;
    private List<BatchRecord> records;
    private List<BatchRecord> left;

    private RecordBatch(
            BatchRange range,
            int size,
            Abandonment abandonment,
            Runnable onRelease,
            BatchOutcome outcome,
            List<RecordStep> steps,
            List<BatchRecord> records) {
        this.range = requireNonNull(range, "range");
        this.size = size;
        this.abandonment = requireNonNull(abandonment, "abandonment");
        this.onRelease = requireNonNull(onRelease, "onRelease");
        this.outcome = outcome;
        this.steps = List.copyOf(steps);
        this.records = records;
    }

    /**
     * The batch as it came from the source, for one attempt to deliver it.
     *
     * @param abandonment tells sinks to stop retrying, for example because the partition moved to another owner
     * @param onRelease called at most once, when the raw records are no longer needed
     */
    public static RecordBatch of(
            BatchRange range, List<SourceRecord> records, Abandonment abandonment, Runnable onRelease) {
        List<BatchRecord> content = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            content.add(BatchRecord.of(content.size(), record));
        }
        return new RecordBatch(range, content.size(), abandonment, onRelease, new BatchOutcome(), List.of(), content);
    }

    /** The same batch with one more step to run. */
    public RecordBatch with(RecordStep step) {
        return new RecordBatch(
                range,
                size,
                abandonment,
                this::release,
                outcome,
                Stream.concat(steps.stream(), Stream.of(step)).toList(),
                held());
    }

    /** The same batch with all steps run and the records' contents replaced, in the order of their places. */
    public RecordBatch withContents(List<BatchRecord> contents) {
        return new RecordBatch(range, size, abandonment, this::release, outcome, List.of(), new ArrayList<>(contents));
    }

    /**
     * Runs the steps and gives what is left to the visitor, one record at a time, in order. The visitor, too, may throw
     * {@link RejectedRecordException}.
     */
    @Override
    public void forEach(Consumer<? super BatchRecord> visitor) {
        for (BatchRecord record : held()) {
            if (outcome.dropped(record.index())) {
                continue;
            }
            try {
                Optional<BatchRecord> kept = run(record);
                if (kept.isPresent()) {
                    visitor.accept(kept.get());
                } else {
                    outcome.filter(record);
                }
            } catch (RejectedRecordException e) {
                outcome.reject(record, e.reason(), e.getMessage());
            }
        }
        outcome.evaluated();
    }

    private Optional<BatchRecord> run(BatchRecord record) {
        Optional<BatchRecord> current = Optional.of(record);
        for (RecordStep step : steps) {
            current = step.apply(current.get());
            if (current.isEmpty()) {
                return current;
            }
        }
        return current;
    }

    /** What the last {@link #iterator()} walks over: the same list however many of them are dropped on the way. */
    public List<BatchRecord> left() {
        return left != null ? left : evaluated();
    }

    /** What is left after the steps, and after what was dropped until now; for Camel's {@code split}. */
    @Override
    public Iterator<BatchRecord> iterator() {
        return evaluated().iterator();
    }

    private List<BatchRecord> evaluated() {
        List<BatchRecord> kept = new ArrayList<>(held().size());
        forEach(kept::add);
        left = List.copyOf(kept);
        return left;
    }

    /** Makes one record a dead letter: for sinks that learn of it after they have visited the record. */
    public void reject(BatchRecord record, Reason reason, String detail) {
        outcome.reject(record, reason, detail);
    }

    /** Takes one record out of the batch without a dead letter, for example a stale version that a sink refused. */
    public void filter(BatchRecord record) {
        outcome.filter(record);
    }

    /** Runs the steps if no sink has, so that what must be rejected is known. */
    public void evaluate() {
        if (!outcome.isEvaluated()) {
            forEach(record -> {});
        }
    }

    /** Gives the records' memory back. Afterwards the batch cannot be read again; range and outcome stay. */
    public void release() {
        if (records != null) {
            records = null;
            left = null;
            onRelease.run();
        }
    }

    public boolean isReleased() {
        return records == null;
    }

    public BatchRange range() {
        return range;
    }

    /** How many records were read, before any step. */
    public int size() {
        return size;
    }

    public BatchOutcome outcome() {
        return outcome;
    }

    public Abandonment abandonment() {
        return abandonment;
    }

    private List<BatchRecord> held() {
        if (records == null) {
            throw new IllegalStateException("Batch " + range.id()
                    + " was released by an earlier sink. Put the sink that releases the records last, or set its"
                    + " option releaseRecords to false");
        }
        return records;
    }
}
