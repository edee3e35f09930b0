package dev.caravan.generate.sequence;

import dev.caravan.generate.profile.BadKind;

/** What the record of an index is. */
public sealed interface Slot {
    /** A good record with an event id of its own. */
    record Good(boolean late) implements Slot {}

    /** The same bytes as the good record of an earlier index. */
    record Repeat(long of) implements Slot {}

    /** A record that is bad in this way. */
    record Bad(BadKind kind) implements Slot {}
}
