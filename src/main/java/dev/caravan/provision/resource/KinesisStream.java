package dev.caravan.provision.resource;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.OptionalInt;

/**
 * @param shards how many; empty for a stream in on-demand mode
 * @param retentionHours 24 to 8760 (AWS)
 * @param key id, alias or ARN of the KMS key it is encrypted with; empty for none
 */
public record KinesisStream(String name, OptionalInt shards, int retentionHours, Optional<String> key)
        implements Resource {

    public KinesisStream {
        requireNonNull(name, "name");
        requireNonNull(shards, "shards");
        requireNonNull(key, "key");
    }

    @Override
    public String kind() {
        return "stream";
    }

    @Override
    public String wanted() {
        return (shards.isPresent() ? shards.getAsInt() + " shards" : "on demand")
                + ", retention " + retentionHours + " h, "
                + key.map(name -> "encrypted with " + name).orElse("not encrypted");
    }
}
