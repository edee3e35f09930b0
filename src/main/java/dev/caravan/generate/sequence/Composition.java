package dev.caravan.generate.sequence;

import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.profile.Field;
import dev.caravan.generate.profile.Profile;
import java.util.List;

/**
 * How many records of a run are what: exact numbers, not likelihoods.
 *
 * @param total all records
 * @param bad bad ones, {@code kinds} in turn
 * @param repeats records that repeat an earlier one
 * @param late good records (repeats not counted) whose event time lies before the time they were due
 */
public record Composition(long total, long bad, List<BadKind> kinds, long repeats, long late) {
    public Composition {
        kinds = List.copyOf(kinds);
        if (total < 0 || bad < 0 || repeats < 0 || late < 0 || bad + repeats + late > total) {
            throw new IllegalArgumentException("a composition cannot hold " + bad + " bad, " + repeats
                    + " repeated and " + late + " late records out of " + total);
        }
        if (bad > 0 && kinds.isEmpty()) {
            throw new IllegalArgumentException("bad records need kinds");
        }
    }

    /** The composition that a profile asks for, its shares rounded to whole records. */
    public static Composition of(Profile profile) {
        double lateShare = profile.fields().stream()
                .filter(Field.Timestamp.class::isInstance)
                .mapToDouble(field -> ((Field.Timestamp) field).lateShare())
                .sum();
        long total = profile.total();
        long bad = Math.round(total * profile.bad().share());
        long repeats = Math.min(total - bad, Math.round(total * profile.repeatShare()));
        long late = Math.min(total - bad - repeats, Math.round(total * lateShare));
        return new Composition(total, bad, profile.bad().kinds(), repeats, late);
    }
}
