package dev.caravan.page.activity;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * An object that a batch left in the lake.
 *
 * @param object where it lies, {@code s3://BUCKET/KEY}
 * @param bytes as stored
 */
public record StoredObject(Instant at, String route, String object, long rows, long bytes) {

    public StoredObject {
        requireNonNull(at, "at");
        requireNonNull(route, "route");
        requireNonNull(object, "object");
    }
}
