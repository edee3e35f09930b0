package dev.caravan.generate.truth;

import dev.caravan.generate.profile.BadKind;
import dev.caravan.generate.sequence.Composition;
import java.util.List;

/** A run's {@link Composition} as the truth file holds it, so that every event id can be made again from the file alone. */
public record RunShape(long total, long bad, List<String> badKinds, long repeats, long late) {
    public RunShape {
        badKinds = List.copyOf(badKinds);
    }

    static RunShape of(Composition composition) {
        List<String> kinds = composition.kinds().stream().map(BadKind::code).toList();
        return new RunShape(composition.total(), composition.bad(), kinds, composition.repeats(), composition.late());
    }

    Composition composition() {
        List<BadKind> kinds =
                badKinds.stream().map(code -> BadKind.of(code).orElseThrow()).toList();
        return new Composition(total, bad, kinds, repeats, late);
    }
}
