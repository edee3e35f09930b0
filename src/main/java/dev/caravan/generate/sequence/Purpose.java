package dev.caravan.generate.sequence;

/** What a random word is for, so that no two uses share one. Fields take the numbers from {@link #FIELDS} on. */
final class Purpose {
    static final int ID_HIGH = 0;
    static final int ID_LOW = 1;
    static final int REPEATED = 2;
    static final int LATENESS = 3;
    static final int MISSING = 4;
    static final int SHUFFLE = 8;
    static final int FIELDS = 16;

    private Purpose() {}
}
