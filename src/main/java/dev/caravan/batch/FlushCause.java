package dev.caravan.batch;

/** Why a batch was cut where it was. */
public enum FlushCause {
    RECORDS,
    BYTES,
    AGE,
    /** The memory budget asked the largest open batch to go early. */
    MEMORY,
    /** The source stops, is suspended, or its shard ended. */
    SHUTDOWN,
    /** A pin of an earlier owner said so. */
    REPLAY
}
