package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.failure.Retry;
import dev.caravan.record.SourcePartition;
import java.util.function.LongSupplier;

/**
 * What is the same for all shards of one consumer.
 *
 * @param route route id, for messages
 * @param lineage of this application on this incarnation of the stream
 * @param fingerprint of the route's steps, for new pins
 * @param acceptMismatch replay a batch that was pinned under another fingerprint, with a warning
 * @param nanoTime a monotonic clock
 */
record ShardSettings(
        String route,
        String stream,
        String lineage,
        BatchPolicy policy,
        String fingerprint,
        boolean acceptMismatch,
        MemoryBudget budget,
        Retry retry,
        LongSupplier nanoTime) {

    ShardSettings {
        requireNonNull(route, "route");
        requireNonNull(policy, "policy");
        requireNonNull(fingerprint, "fingerprint");
        requireNonNull(budget, "budget");
        requireNonNull(retry, "retry");
        requireNonNull(nanoTime, "nanoTime");
    }

    SourcePartition partition(String shardId) {
        return new SourcePartition(stream, shardId, lineage);
    }
}
