package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * An Athena work group whose settings no query overrides.
 *
 * @param output where results go, {@code s3://BUCKET/PREFIX/}; empty if each query says so
 * @param scanLimit bytes that one query may read, 10,000,000 or more (AWS)
 */
public record WorkGroup(String name, Optional<String> output, long scanLimit) implements Resource {

    /** AWS's own, which always exists and is never changed or deleted here. */
    public static final String PRIMARY = "primary";

    public WorkGroup {
        requireNonNull(name, "name");
        requireNonNull(output, "output");
    }

    @Override
    public String kind() {
        return "work group";
    }

    @Override
    public String wanted() {
        return output.map(location -> "results in " + location + ", ").orElse("") + scanLimit + " bytes a query";
    }
}
