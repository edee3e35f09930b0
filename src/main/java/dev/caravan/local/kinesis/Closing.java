package dev.caravan.local.kinesis;

/**
 * The end of a shard that was split or merged.
 *
 * @param atMillis when, milliseconds since 1970
 * @param endIndex the index behind its last record, which its ending sequence number carries
 */
record Closing(long atMillis, long endIndex) {}
