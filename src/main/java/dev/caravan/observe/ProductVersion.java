package dev.caravan.observe;

/** The version that the jar's manifest names. */
public final class ProductVersion {

    private ProductVersion() {}

    /** For example {@code 0.1.0}; {@code (not packaged)} where there is no jar. */
    public static String text() {
        String version = ProductVersion.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }
}
