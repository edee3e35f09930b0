package dev.caravan.batch;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is buffered of one partition and not cut yet.
 *
 * @param bytes of keys and values
 * @param sinceNanos when its oldest record came into the buffer, on a monotonic clock; empty if it has none
 * @param newestArrival when the newest record that was ever buffered of it came to its source; empty if there was none
 */
public record OpenBatch(int records, long bytes, OptionalLong sinceNanos, Optional<Instant> newestArrival) {

    /** Nothing was read yet. */
    public static final OpenBatch NONE = new OpenBatch(0, 0, OptionalLong.empty(), Optional.empty());

    public OpenBatch {
        requireNonNull(sinceNanos, "sinceNanos");
        requireNonNull(newestArrival, "newestArrival");
    }
}
