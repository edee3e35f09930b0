package dev.caravan.generate.sequence;

import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.profile.Field;
import dev.caravan.generate.profile.Profile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** The records of one run, by index. Safe for use by several threads. */
public final class RecordSequence {
    private final Profile profile;
    private final RunKey key;
    private final Slots slots;
    private final Randomness randomness;
    private final JsonText json;
    private final int partitionKeyAt;
    private final int groupAt;

    public RecordSequence(Profile profile, RunKey key) {
        this.profile = profile;
        this.key = key;
        this.slots = new Slots(key, Composition.of(profile));
        this.randomness = key.randomness();
        this.json = new JsonText(profile.fields());
        List<String> names = profile.fields().stream().map(Field::name).toList();
        this.partitionKeyAt = names.indexOf(profile.partitionKey());
        this.groupAt = profile.groupField().map(names::indexOf).orElse(-1);
    }

    /** How many records the run has. */
    public long size() {
        return profile.total();
    }

    /** The record of an index from 0 to {@code size() - 1}. */
    public GeneratedRecord record(long index) {
        Slot slot = slots.slot(index);
        if (slot instanceof Slot.Repeat repeat) {
            return original(repeat.of(), slots.slot(repeat.of())).repeatedAt(index, slot);
        }
        return original(index, slot);
    }

    private GeneratedRecord original(long index, Slot slot) {
        boolean late = slot instanceof Slot.Good good && good.late();
        String[] values = new String[profile.fields().size()];
        Instant eventTime = null;
        for (int at = 0; at < values.length; at++) {
            Field field = profile.fields().get(at);
            if (field instanceof Field.Timestamp timestamp) {
                eventTime = eventTime(timestamp, index, late);
                values[at] = eventTime.toString();
            } else {
                values[at] = value(field, Purpose.FIELDS + at, index);
            }
        }
        int missing = -1;
        if (slot instanceof Slot.Bad bad && bad.kind() == BadKind.MISSING_FIELD) {
            missing = (int) randomness.below(Purpose.MISSING, index, values.length);
        }
        return new GeneratedRecord(
                index,
                slot instanceof Slot.Bad bad ? json.bad(bad.kind(), values, missing) : json.good(values),
                values[partitionKeyAt],
                slot,
                late,
                groupAt < 0 || groupAt == missing ? Optional.empty() : Optional.of(values[groupAt]),
                Optional.ofNullable(eventTime));
    }

    private String value(Field field, int purpose, long index) {
        if (field instanceof Field.Choice choice) {
            return choice.values()
                    .get((int) randomness.below(purpose, index, choice.values().size()));
        }
        if (field instanceof Field.IntegerRange range) {
            return Long.toString(range.min() + randomness.below(purpose, index, range.max() - range.min() + 1));
        }
        return slots.id(index).toString();
    }

    private Instant eventTime(Field.Timestamp field, long index, boolean late) {
        Instant due = key.start().plus(profile.pace().due(index)).truncatedTo(ChronoUnit.SECONDS);
        if (!late) {
            return due;
        }
        long lateness =
                1 + randomness.below(Purpose.LATENESS, index, field.maxLate().toSeconds());
        return due.minusSeconds(lateness);
    }
}
