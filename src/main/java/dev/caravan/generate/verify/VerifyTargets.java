package dev.caravan.generate.verify;

import java.time.Duration;
import java.util.Optional;

/**
 * Where to look. A part that is empty is not checked.
 *
 * @param athena how to query
 * @param kinesisLake what the Kinesis route wrote
 * @param items what the Kafka route wrote
 * @param kafkaLake what the route from the second topic wrote
 * @param seedLayout what the Kinesis route in the seed's layout wrote
 * @param deadLetters where rejected records are
 */
public record VerifyTargets(
        AthenaAccess athena,
        Optional<LakeTable> kinesisLake,
        Optional<ItemTable> items,
        Optional<LakeTable> kafkaLake,
        Optional<SeedTable> seedLayout,
        Optional<DeadLetterPlace> deadLetters) {

    /**
     * How to query.
     *
     * @param database the catalog's database
     * @param outputLocation where results go, {@code s3://bucket/prefix/}; empty when the work group says it
     * @param workGroup the work group
     * @param timeout the longest a query may take
     */
    public record AthenaAccess(String database, Optional<String> outputLocation, String workGroup, Duration timeout) {}

    /**
     * A table of JSON Lines objects in Hive partitions.
     *
     * @param route the route whose rejected records belong to this table; empty when it rejects none
     * @param table the catalog's table
     * @param prefix what the table's objects begin with, partitions {@code dt=…/hour=…} below it
     */
    public record LakeTable(Optional<String> route, String table, String bucket, String prefix) {}

    /**
     * A table of items.
     *
     * @param route the route whose rejected records are missing here
     * @param table the DynamoDB table, whose key is the event id
     */
    public record ItemTable(String route, String table) {}

    /**
     * A table of objects that are one JSON array each.
     *
     * @param route the route without validation
     * @param table the catalog's table with the one column {@code array}
     */
    public record SeedTable(String route, String table) {}

    /**
     * Where rejected records are.
     *
     * @param prefix what the objects begin with, {@code source=…/dt=…} below it
     */
    public record DeadLetterPlace(String bucket, String prefix) {}
}
