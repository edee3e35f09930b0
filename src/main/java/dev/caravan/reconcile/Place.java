package dev.caravan.reconcile;

import static java.util.Objects.requireNonNull;

import dev.caravan.object.Prefix;

/** What lies under one prefix of a bucket: a lake, or dead letters. */
public record Place(String bucket, Prefix prefix) {

    private static final String SCHEME = "s3://";

    public Place {
        requireNonNull(prefix, "prefix");
        if (bucket.isEmpty()) {
            throw new IllegalArgumentException("A place needs a bucket");
        }
    }

    /** Reads {@code s3://BUCKET/PREFIX}. {@link IllegalArgumentException} for anything else. */
    public static Place parse(String location) {
        if (!location.startsWith(SCHEME) || location.startsWith("/", SCHEME.length())) {
            throw new IllegalArgumentException("A lake is s3://BUCKET/PREFIX, got " + location);
        }
        String[] parts = location.substring(SCHEME.length()).split("/", 2);
        return new Place(parts[0], new Prefix(parts.length == 1 ? "" : parts[1]));
    }

    /** {@code s3://BUCKET/PREFIX}, and behind it a key's rest if there is one. */
    @Override
    public String toString() {
        return SCHEME + bucket + "/" + prefix;
    }

    String location(String key) {
        return SCHEME + bucket + "/" + key;
    }

    /** True if the other one lies inside this one, and is not the same. */
    boolean holds(Place other) {
        return bucket.equals(other.bucket)
                && !prefix.equals(other.prefix)
                && other.prefix.value().startsWith(prefix.value());
    }
}
