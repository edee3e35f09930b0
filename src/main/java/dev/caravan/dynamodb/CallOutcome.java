package dev.caravan.dynamodb;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What became of the items of one call.
 *
 * @param stale the write that was refused because the table holds a newer version of the same partition
 * @param otherOrder whether the write replaced an item whose version cannot be compared with its own
 */
record CallOutcome(Optional<ItemWrite> stale, boolean otherOrder) {

    static final CallOutcome WRITTEN = new CallOutcome(Optional.empty(), false);
    static final CallOutcome WRITTEN_OVER_OTHER_ORDER = new CallOutcome(Optional.empty(), true);

    CallOutcome {
        requireNonNull(stale, "stale");
    }

    static CallOutcome refused(ItemWrite write) {
        return new CallOutcome(Optional.of(write), false);
    }
}
