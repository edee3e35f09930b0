package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toSet;

import dev.caravan.aws.AwsFailures;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableRequest;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbAsyncWaiter;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.HashKeyRangeForLease;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.exceptions.LeasingException;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/**
 * Makes a lease table ready before KCL starts, with what KCL 3.5.1 would make itself, only sooner: KCL polls for its
 * index every 10 s, waits a random time up to 30 s on an empty table, sleeps after the first look at the shards, and
 * then waits for an elected leader. Tables and leases that exist are left as they are.
 */
final class LeaseTable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTable.class);

    private static final WaiterOverrideConfiguration PATIENCE = WaiterOverrideConfiguration.builder()
            .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(500)))
            .maxAttempts(600)
            .waitTimeout(Duration.ofMinutes(3))
            .build();

    private final DynamoDbAsyncClient dynamoDb;
    private final String name;

    LeaseTable(DynamoDbAsyncClient dynamoDb, String name) {
        this.dynamoDb = requireNonNull(dynamoDb, "dynamoDb");
        this.name = requireNonNull(name, "name");
    }

    /** Creates the table with its index if it is not there, billed per request; returns its creation time. */
    Instant prepare() {
        String what = "Preparing the lease table " + name;
        try {
            Optional<TableDescription> table = describe();
            if (table.isEmpty()) {
                create();
                try (DynamoDbAsyncWaiter waiter =
                        DynamoDbAsyncWaiter.builder().client(dynamoDb).build()) {
                    AwsCall.await(waiter.waitUntilTableExists(describeRequest(), PATIENCE));
                }
                table = describe();
            }
            return table.orElseThrow(() -> new RetryableException(what + ": it vanished at once", null))
                    .creationDateTime();
        } catch (SdkException e) {
            throw AwsFailures.classify(what, e);
        }
    }

    private Optional<TableDescription> describe() {
        try {
            return Optional.of(
                    AwsCall.await(dynamoDb.describeTable(describeRequest())).table());
        } catch (ResourceNotFoundException e) {
            LOG.debug("There is no lease table {} yet", name);
            return Optional.empty();
        }
    }

    private void create() {
        try {
            AwsCall.await(dynamoDb.createTable(LeaseTableDefinition.of(name)));
            LOG.info("Created the lease table {}", name);
        } catch (ResourceInUseException e) {
            LOG.debug("Another process creates the lease table {} just now", name);
        }
    }

    private DescribeTableRequest describeRequest() {
        return DescribeTableRequest.builder().tableName(name).build();
    }

    /**
     * One lease for each shard in a table without leases, as KCL would create them (HierarchicalShardSyncer), and owned
     * by us from the start: KCL takes back what a worker owned before without waiting for a leader. Another process that
     * does the same at the same time gets the leases that it creates first; KCL evens the shares out later. Repeated
     * after a failure in the middle it creates the rest, which KCL would miss for minutes.
     *
     * @param start the sentinel of the start position
     * @param maxLeases how many of them are ours; the leader hands out the others
     */
    void seed(LeaseRefresher leases, List<Shard> shards, ExtendedSequenceNumber start, String workerId, int maxLeases) {
        try {
            if (shards.isEmpty() || !isUntouched(leases.listLeases(), shards, start)) {
                return;
            }
            int created = 0;
            for (Shard shard : shards) {
                Lease lease = lease(shard, start);
                if (created < maxLeases) {
                    lease.leaseOwner(workerId);
                }
                created += leases.createLeaseIfNotExists(lease) ? 1 : 0;
            }
            LOG.info("Created {} leases for {} shards in the lease table {}", created, shards.size(), name);
        } catch (LeasingException e) {
            throw AwsCall.classify("Creating leases in the table " + name, e);
        }
    }

    /** All leases are as {@link #seed} makes them: nothing was acknowledged, and no shard was left for its children. */
    private static boolean isUntouched(List<Lease> present, List<Shard> shards, ExtendedSequenceNumber start) {
        Set<String> seeds = shards.stream().map(Shard::shardId).collect(toSet());
        return present.stream().allMatch(lease -> lease.checkpoint().equals(start) && seeds.contains(lease.leaseKey()));
    }

    /** True if every shard that is not read to its end is another worker's; fails if the table does not answer. */
    CompletableFuture<Boolean> othersHoldAll(String workerId) {
        ScanRequest request = ScanRequest.builder()
                .tableName(name)
                .filterExpression("(attribute_not_exists(entityType) OR entityType = :lease) AND checkpoint <> :ended"
                        + " AND (attribute_not_exists(leaseOwner) OR leaseOwner = :worker)")
                .projectionExpression(LeaseTableDefinition.LEASE_KEY)
                .expressionAttributeValues(Map.of(
                        ":lease", AttributeValue.fromS("LEASE"),
                        ":ended", AttributeValue.fromS(ExtendedSequenceNumber.SHARD_END.sequenceNumber()),
                        ":worker", AttributeValue.fromS(workerId)))
                .build();
        AtomicBoolean others = new AtomicBoolean(true);
        return dynamoDb.scanPaginator(request)
                .items()
                .subscribe(lease -> others.set(false))
                .thenApply(all -> others.get());
    }

    private static Lease lease(Shard shard, ExtendedSequenceNumber start) {
        Lease lease = new Lease();
        lease.leaseKey(shard.shardId());
        lease.parentShardIds(Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                .flatMap(Stream::ofNullable)
                .toList());
        lease.ownerSwitchesSinceCheckpoint(0L);
        lease.hashKeyRange(HashKeyRangeForLease.fromHashKeyRange(shard.hashKeyRange()));
        lease.checkpoint(start);
        return lease;
    }
}
