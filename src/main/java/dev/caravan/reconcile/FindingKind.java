package dev.caravan.reconcile;

import java.util.Locale;

/** What can be found. */
public enum FindingKind {
    /** A stretch of positions that no batch covers. */
    GAP(true),
    /** A stretch that two batches cover. */
    OVERLAP(true),
    /** A batch of which rows are missing: an object is gone, or not yet written. */
    INCOMPLETE(true),
    /** A batch with more rows than were written. */
    SURPLUS(true),
    /** A batch whose objects say different counts. */
    CONTRADICTION(true),
    /** A batch that has rejected more records than there are dead letters. */
    LETTERS_MISSING(true),
    /** Dead letters of a batch that is not there. */
    BATCH_MISSING(true),
    /** Athena counts other rows than the objects hold. */
    ATHENA(true),
    /** No batch at all. */
    EMPTY(true),
    /** What the objects cannot show, or what is none of a batch. */
    UNPROVEN(false);

    private final boolean failure;

    FindingKind(boolean failure) {
        this.failure = failure;
    }

    /** True if something is missing or doubled. */
    public boolean isFailure() {
        return failure;
    }

    /** As in JSON: {@code letters-missing}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
