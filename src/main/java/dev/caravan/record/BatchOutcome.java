package dev.caravan.record;

import java.util.BitSet;
import java.util.List;
import java.util.TreeMap;

/**
 * What became of the records of one batch in one attempt: which were rejected and which were filtered out.
 *
 * <p>Thread-safe, and idempotent by the record's place: running the steps a second time in the same attempt changes
 * nothing.
 */
public final class BatchOutcome {

    private final TreeMap<Integer, Rejection> rejections = new TreeMap<>();
    private final BitSet filtered = new BitSet();
    private boolean evaluated;

    BatchOutcome() {}

    synchronized void reject(BatchRecord record, Reason reason, String detail) {
        rejections.putIfAbsent(record.index(), new Rejection(record.source(), reason, detail));
    }

    synchronized void filter(BatchRecord record) {
        filtered.set(record.index());
    }

    synchronized boolean dropped(int index) {
        return filtered.get(index) || rejections.containsKey(index);
    }

    synchronized void evaluated() {
        evaluated = true;
    }

    synchronized boolean isEvaluated() {
        return evaluated;
    }

    /** In the order of the records. */
    public synchronized List<Rejection> rejections() {
        return List.copyOf(rejections.values());
    }

    public synchronized int rejectedCount() {
        return rejections.size();
    }

    public synchronized int filteredCount() {
        return filtered.cardinality();
    }
}
