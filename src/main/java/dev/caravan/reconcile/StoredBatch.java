package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.lake.BatchMetadata;
import dev.caravan.record.BatchRange;

/**
 * One batch in one lake, as its objects found so far describe it.
 *
 * @param object where one of them lies
 * @param rows records in all of them
 * @param agreed all say the same counts
 */
public record StoredBatch(
        BatchRange range, BatchMetadata counts, String object, int objects, long rows, boolean agreed) {

    public StoredBatch {
        requireNonNull(range, "range");
        requireNonNull(counts, "counts");
        requireNonNull(object, "object");
    }

    /** What one object, or a manifest with no rows, says. */
    public static StoredBatch of(String object, BatchRange range, BatchMetadata counts, int rows) {
        return new StoredBatch(range, counts, object, 1, rows, true);
    }

    /** Together with more objects of the same batch. */
    StoredBatch and(StoredBatch more) {
        return new StoredBatch(
                range,
                counts,
                object.compareTo(more.object) <= 0 ? object : more.object,
                objects + more.objects,
                rows + more.rows,
                agreed && more.agreed && counts.equals(more.counts));
    }

    /** Every record that was neither rejected nor filtered is in the objects, once. */
    boolean isWhole() {
        return agreed && rows == counts.out();
    }
}
