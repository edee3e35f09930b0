package dev.caravan.generate.profile;

import java.util.List;

/** Which share of the records is bad (0..1), in which ways, in equal shares. */
public record BadRecords(double share, List<BadKind> kinds) {
    public BadRecords {
        kinds = List.copyOf(kinds);
        if (share < 0 || share > 1) {
            throw new IllegalArgumentException("share of bad records " + share + " is not in 0..1");
        }
        if (share > 0 && kinds.isEmpty()) {
            throw new IllegalArgumentException("a share of bad records needs kinds");
        }
    }

    /** No bad records. */
    public static BadRecords none() {
        return new BadRecords(0, List.of());
    }
}
