package dev.caravan.generate.verify;

/** A count, or a range where calls ended without an answer: each such record may be there once more. */
record Expected(long min, long max) {
    static Expected of(long count, long uncertain) {
        return new Expected(count, count + uncertain);
    }

    boolean matches(long found) {
        return found >= min && found <= max;
    }

    @Override
    public String toString() {
        return min == max ? Long.toString(min) : min + ".." + max;
    }
}
