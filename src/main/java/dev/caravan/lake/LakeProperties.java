package dev.caravan.lake;

/** Exchange properties that {@code lake:} sets. */
public final class LakeProperties {

    /** Set: the keys of the objects written, a {@code List<String>}; empty if the batch left a manifest only. */
    public static final String OBJECTS = "CaravanObjects";

    private LakeProperties() {}
}
