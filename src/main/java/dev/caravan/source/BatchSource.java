package dev.caravan.source;

import java.util.List;
import java.util.Optional;

/** A running batch consumer, as health checks and operators see it. Thread-safe. */
public interface BatchSource {

    /** One entry for each partition or shard that this process owns now. */
    List<SourceStatus> status();

    /** True once the source owns its partitions or leases and reads. */
    boolean isReading();

    /** Why the source stopped for good, if it did. */
    Optional<String> failure();

    /** What keeps a batch from being delivered for longer than usual, if something does; it may pass. */
    Optional<String> delay();

    /** True if nothing was left unacknowledged when the source last stopped or was suspended. */
    boolean isDrained();
}
