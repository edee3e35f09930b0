package dev.caravan.generate.truth;

import dev.caravan.generate.profile.TargetKind;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.sequence.Slot;
import dev.caravan.generate.sequence.Slots;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What one run sent to one target. Counts are of acknowledged records.
 *
 * @param runId 16 hex digits, from profile, target kind, seed and start
 * @param target {@code kinesis} or {@code kafka}
 * @param targetName stream or topic
 * @param start the instant that the records were made from, whole seconds
 * @param uncertain copies that may or may not be there beside the counted ones (a call that timed out)
 * @param good records that must arrive, repeats included
 * @param distinctIds different event ids among the good ones, 0 when records have no id
 * @param late good records, repeats included, whose event time lies before the time they were due
 * @param bad by kind
 * @param groups good records by the group field's value
 * @param partitions good records by {@code dt=…/hour=…} of the event time
 */
public record RunTruth(
        String runId,
        String profile,
        String target,
        String targetName,
        long seed,
        String start,
        RunShape shape,
        RunColumns columns,
        long sent,
        long uncertain,
        long good,
        long distinctIds,
        long repeats,
        long late,
        Map<String, Long> bad,
        Map<String, Long> groups,
        Map<String, Long> partitions,
        Unvalidated unvalidated,
        String firstSent,
        String lastSent) {

    public RunTruth {
        bad = new TreeMap<>(bad);
        groups = new TreeMap<>(groups);
        partitions = new TreeMap<>(partitions);
        Instant.parse(start);
    }

    /** Whether every record of the run was acknowledged, none twice, so that {@link #goodIds} is exactly what must arrive. */
    public boolean complete() {
        return sent == shape.total() && uncertain == 0;
    }

    /** Makes the ids of the good records again, one call each, repeats as often as they were sent. */
    public void goodIds(Consumer<String> consumer) {
        Slots slots = new Slots(key(), shape.composition());
        for (long index = 0; index < shape.total(); index++) {
            Slot slot = slots.slot(index);
            if (slot instanceof Slot.Good) {
                consumer.accept(slots.id(index).toString());
            } else if (slot instanceof Slot.Repeat repeat) {
                consumer.accept(slots.id(repeat.of()).toString());
            }
        }
    }

    boolean sentTo(TargetKind kind) {
        return kind.code().equals(target);
    }

    private RunKey key() {
        TargetKind kind =
                Stream.of(TargetKind.values()).filter(this::sentTo).findFirst().orElseThrow();
        return new RunKey(profile, kind, seed, Instant.parse(start));
    }
}
