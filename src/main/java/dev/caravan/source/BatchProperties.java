package dev.caravan.source;

/** Exchange properties of a batch exchange; record headers never become message headers (a record steers nothing). */
public final class BatchProperties {

    /** {@code SOURCE-PARTITION-START-LINEAGE}, the same on every replay. */
    public static final String BATCH_ID = "CaravanBatchId";

    /** Topic or stream. */
    public static final String SOURCE = "CaravanSource";

    /** Kafka partition or Kinesis shard id. */
    public static final String PARTITION = "CaravanPartition";

    /** Text of the first position covered. */
    public static final String START = "CaravanStart";

    /** Text of the last position covered. */
    public static final String END = "CaravanEnd";

    /** Number of records read, an Integer. */
    public static final String RECORDS = "CaravanRecords";

    /** Bytes of keys and values read, a Long. */
    public static final String BYTES = "CaravanBytes";

    private BatchProperties() {}
}
