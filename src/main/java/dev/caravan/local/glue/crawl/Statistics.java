package dev.caravan.local.glue.crawl;

/**
 * Sizes of a table or partition.
 *
 * @param objects how many objects with records
 * @param bytes their size, as stored
 * @param sampledRecords records in the samples
 * @param sampledBytes bytes of the objects that those records take, as stored
 */
record Statistics(long objects, long bytes, long sampledRecords, long sampledBytes) {
    static final Statistics NONE = new Statistics(0, 0, 0, 0);

    Statistics plus(Statistics other) {
        return new Statistics(
                objects + other.objects,
                bytes + other.bytes,
                sampledRecords + other.sampledRecords,
                sampledBytes + other.sampledBytes);
    }

    /** Exact where every object was read whole, else estimated from the samples. */
    long records() {
        return sampledBytes == 0 ? 0 : Math.round((double) sampledRecords * bytes / sampledBytes);
    }

    /** In bytes, at least 1. */
    long averageRecordSize() {
        return records() == 0 ? 1 : Math.max(1, bytes / records());
    }
}
