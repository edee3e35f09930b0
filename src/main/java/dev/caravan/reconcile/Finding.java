package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

/**
 * One thing found. Two readings of the same objects give equal ones.
 *
 * @param where lake and partition, or the lake
 * @param text what was found, at which positions or objects, and what to do, in one line
 */
public record Finding(FindingKind kind, String where, String text) {

    public Finding {
        requireNonNull(kind, "kind");
        requireNonNull(where, "where");
        requireNonNull(text, "text");
    }
}
