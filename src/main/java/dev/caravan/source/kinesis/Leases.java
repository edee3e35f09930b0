package dev.caravan.source.kinesis;

import java.util.Optional;
import java.util.UUID;

/** The leases that this worker holds by its own clock. No call leaves the process. Thread-safe. */
interface Leases {

    /** Identifies one term of ownership of a shard; empty if the shard is not ours now. */
    Optional<UUID> term(String shardId);

    /** Lets the lease go, so that the shard is read again from its last acknowledgement. */
    void drop(String shardId);
}
