package dev.caravan.source.kinesis;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;

/**
 * Whether a shard is one of the stream that the source was started for, and not of another one under its name. Calls
 * leave the process and throw {@link RetryableException} while AWS does not answer. Thread-safe.
 */
interface ShardClaim {

    /**
     * Before the shard is read.
     *
     * @throws PermanentException if its lease belongs to another stream
     */
    void opened(String shardId);

    /**
     * Before the end of the shard is acknowledged: KCL 3.5.1 takes a stream that is gone for the end of its shards.
     *
     * @throws PermanentException if the stream was deleted, or created anew
     */
    void ended(String shardId);
}
