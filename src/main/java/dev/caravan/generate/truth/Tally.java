package dev.caravan.generate.truth;

import dev.caravan.generate.profile.Profile;
import dev.caravan.generate.sequence.Composition;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.sequence.RunKey;
import dev.caravan.generate.sequence.Slot;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** Counts one run's records as they are acknowledged. Safe for use by several threads; its size does not grow with them. */
public final class Tally {
    private final Clock clock;
    private final Map<String, Long> bad = new TreeMap<>();
    private final Map<String, Long> groups = new TreeMap<>();
    private final Map<String, Long> partitions = new TreeMap<>();
    private final Map<String, Long> unvalidatedGroups = new TreeMap<>();
    private long sent;
    private long uncertain;
    private long good;
    private long repeats;
    private long late;
    private long unvalidated;
    private Instant firstSent;
    private Instant lastSent;

    public Tally(Clock clock) {
        this.clock = clock;
    }

    /** The target has confirmed this record. */
    public synchronized void acknowledged(GeneratedRecord generated) {
        sent++;
        lastSent = clock.instant();
        firstSent = firstSent == null ? lastSent : firstSent;
        if (generated.slot() instanceof Slot.Bad slot) {
            bad.merge(slot.kind().code(), 1L, Long::sum);
            if (slot.kind().parses()) {
                countUnvalidated(generated);
            }
        } else {
            good++;
            repeats += generated.slot() instanceof Slot.Repeat ? 1 : 0;
            late += generated.late() ? 1 : 0;
            generated.group().ifPresent(group -> groups.merge(group, 1L, Long::sum));
            generated.eventTime().ifPresent(time -> partitions.merge(TablePartition.of(time), 1L, Long::sum));
            countUnvalidated(generated);
        }
    }

    /** A copy of this record may or may not be at the target, beside the one that is acknowledged, if any. */
    public synchronized void uncertain(GeneratedRecord generated) {
        uncertain++;
    }

    /** How many records are acknowledged. */
    public synchronized long sent() {
        return sent;
    }

    /** The counts so far as the truth of a run. */
    public synchronized RunTruth truth(Profile profile, RunKey key) {
        Instant none = key.start();
        return new RunTruth(
                key.runId(),
                profile.name(),
                key.kind().code(),
                profile.targets().get(key.kind()),
                key.seed(),
                key.start().toString(),
                RunShape.of(Composition.of(profile)),
                new RunColumns(
                        profile.idField().orElse(null),
                        profile.groupField().orElse(null),
                        profile.timeField().orElse(null)),
                sent,
                uncertain,
                good,
                profile.idField().isPresent() ? good - repeats : 0,
                repeats,
                late,
                bad,
                groups,
                partitions,
                new Unvalidated(unvalidated, unvalidatedGroups, unvalidated - sum(unvalidatedGroups)),
                (firstSent == null ? none : firstSent).toString(),
                (lastSent == null ? none : lastSent).toString());
    }

    private void countUnvalidated(GeneratedRecord generated) {
        unvalidated++;
        generated.group().ifPresent(group -> unvalidatedGroups.merge(group, 1L, Long::sum));
    }

    private static long sum(Map<String, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }
}
