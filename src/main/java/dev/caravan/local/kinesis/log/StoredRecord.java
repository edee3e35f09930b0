package dev.caravan.local.kinesis.log;

/**
 * A record of a shard.
 *
 * @param index its place in the shard, from 1 without gaps
 * @param arrivalMillis when it arrived, milliseconds since 1970
 * @param partitionKey the producer's routing key
 * @param data its bytes, not to be changed
 */
public record StoredRecord(long index, long arrivalMillis, String partitionKey, byte[] data) {}
