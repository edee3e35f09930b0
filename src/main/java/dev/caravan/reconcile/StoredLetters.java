package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.BatchRange;

/**
 * The dead letters of one batch.
 *
 * @param object where one of theirs lies
 * @param rows letters in all of them
 */
public record StoredLetters(BatchRange range, String object, long rows) {

    public StoredLetters {
        requireNonNull(range, "range");
        requireNonNull(object, "object");
    }

    StoredLetters and(StoredLetters more) {
        return new StoredLetters(range, object.compareTo(more.object) <= 0 ? object : more.object, rows + more.rows);
    }
}
