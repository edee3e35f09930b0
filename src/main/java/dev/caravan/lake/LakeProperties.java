package dev.caravan.lake;

/** Exchange properties that {@code lake:} sets or reads. */
public final class LakeProperties {

    /** Set: the keys of the objects written, a {@code List<String>}; empty if the batch left a manifest only. */
    public static final String OBJECTS = "CaravanObjects";

    /** Read: fingerprint of the steps and settings that shape the objects; kept as metadata {@code settings}. */
    public static final String SETTINGS = "CaravanSettings";

    private LakeProperties() {}
}
