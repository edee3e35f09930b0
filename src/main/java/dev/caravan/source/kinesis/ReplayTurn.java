package dev.caravan.source.kinesis;

/**
 * Lets one shard at a time go on replaying while memory is short: a pinned batch has no other end, so several of them
 * at once could exceed the memory budget by all their sizes. Thread-safe.
 */
final class ReplayTurn {

    private Object holder;

    /** True if nobody else has the turn; the caller has it then until it gives it back. */
    synchronized boolean take(Object shard) {
        if (holder == null) {
            holder = shard;
        }
        return holder == shard;
    }

    /** Does nothing if the caller has not got the turn. */
    synchronized void giveBack(Object shard) {
        if (holder == shard) {
            holder = null;
        }
    }
}
