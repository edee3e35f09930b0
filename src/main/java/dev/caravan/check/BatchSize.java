package dev.caravan.check;

import dev.caravan.batch.BatchPolicy;

/**
 * What batches become under a load, records coming evenly.
 *
 * @param perDay batches of all partitions together
 * @param bytes of the records of one batch, as they come
 */
record BatchSize(long perDay, long bytes) {

    private static final double DAY = 86_400;

    /** A batch is cut by whichever limit comes first; a record above the limit is a batch of its own. */
    static BatchSize of(BatchPolicy policy, Load load) {
        double rate = load.recordsPerSecond() / load.partitions();
        double full = Math.min(policy.maxRecords(), Math.max(1, policy.maxBytes() / load.recordBytes()));
        double seconds = Math.min(policy.maxAge().toMillis() / 1000.0, full / rate);
        double records = Math.max(1, rate * seconds);
        return new BatchSize(
                (long) Math.ceil(DAY * rate / records) * load.partitions(), Math.round(records * load.recordBytes()));
    }
}
