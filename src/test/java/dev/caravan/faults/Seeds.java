package dev.caravan.faults;

import java.util.stream.LongStream;

/** Seeds of the runs: 1 to 3, or the one of {@code -Dseed=}, which repeats a run. */
final class Seeds {

    private Seeds() {}

    static LongStream three() {
        return Long.getLong("seed") != null ? LongStream.of(Long.getLong("seed")) : LongStream.rangeClosed(1, 3);
    }

    static long one() {
        return Long.getLong("seed", 1);
    }
}
