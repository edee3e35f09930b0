package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * A private, versioned, encrypted bucket that is reached over TLS only.
 *
 * @param key KMS key of its objects; empty for S3's own
 * @param results where query results lie in it, which expire; empty for a bucket without any
 */
public record Bucket(String name, Optional<String> key, Optional<Results> results) implements Resource {

    /**
     * @param prefix empty for the whole bucket
     * @param days after which they go, 1 or more
     */
    public record Results(String prefix, int days) {

        public Results {
            requireNonNull(prefix, "prefix");
        }
    }

    public Bucket {
        requireNonNull(name, "name");
        requireNonNull(key, "key");
        requireNonNull(results, "results");
    }

    @Override
    public String kind() {
        return "bucket";
    }

    @Override
    public String wanted() {
        return "private, versioned, TLS only, encrypted with "
                + key.orElse("S3's own key")
                + results.map(expiring ->
                                ", results in /" + expiring.prefix() + " expire after " + expiring.days() + " d")
                        .orElse("");
    }
}
