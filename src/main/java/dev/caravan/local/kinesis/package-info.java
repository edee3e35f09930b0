/**
 * Kinesis Data Streams on loopback: streams, shards, records, iterators, resharding and retention, for any AWS client.
 *
 * <p>Started by {@link dev.caravan.local.kinesis.LocalKinesis}. It keeps AWS's sequence numbers (56 digits, increasing
 * within a shard and from parent to child), MD5 hash key ranges, closed shards, validation and error types. It differs
 * from AWS in this: changes of a stream take effect at once (it is never seen CREATING, UPDATING or DELETING); the
 * limits on throughput per shard and on calls per second are not enforced, a test switches them on as faults; enhanced
 * fan-out, encryption and resource policies are not there and refused as unknown operations.
 *
 * <p>Source of limits and texts: the Amazon Kinesis Data Streams API reference, 2013-12-02.
 */
package dev.caravan.local.kinesis;
