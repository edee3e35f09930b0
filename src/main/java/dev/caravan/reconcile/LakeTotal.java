package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import java.util.OptionalLong;

/**
 * One lake as a whole.
 *
 * @param rows records in its objects, doubles included
 * @param athena rows that Athena counts, if it was asked
 */
public record LakeTotal(Place lake, long objects, long rows, OptionalLong athena) {

    public LakeTotal {
        requireNonNull(lake, "lake");
        requireNonNull(athena, "athena");
    }
}
