package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.support.SimpleRegistry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.kinesis.common.DdbTableConfig;
import software.amazon.kinesis.leases.Lease;
import software.amazon.kinesis.leases.LeaseRefresher;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseRefresher;
import software.amazon.kinesis.leases.dynamodb.DynamoDBLeaseSerializer;
import software.amazon.kinesis.leases.dynamodb.TableCreatorCallback;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

class LeaseTableTest {

    private final String name = SharedServices.uniqueName("leases");
    private final DynamoDbAsyncClient dynamoDb = dynamoDb();
    private final LeaseTable table = new LeaseTable(dynamoDb, name);

    @Test
    void aTableIsCreatedOnceWithTheIndexThatKclWants() {
        // When
        Instant created = table.prepare();
        Instant again = table.prepare();

        // Then
        assertThat(again).isEqualTo(created);
        assertThat(dynamoDb.describeTable(describe -> describe.tableName(name))
                        .join()
                        .table()
                        .globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndexDescription::indexName)
                .containsExactly("LeaseOwnerToLeaseKeyIndex");
    }

    @Test
    void leasesAreCreatedInAnEmptyTableOnlyAndNoMoreOfThemAreOursThanAllowed() throws Exception {
        // Given
        table.prepare();
        LeaseRefresher leases = leases();

        // When
        table.seed(leases, List.of(shard("a"), shard("b")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 1);
        table.seed(leases, List.of(shard("a"), shard("c")), ExtendedSequenceNumber.AT_TIMESTAMP, "second", 9);

        // Then
        Map<String, AttributeValue> ours = KinesisServices.lease(name, "a");
        assertThat(ours.get("leaseOwner").s()).isEqualTo("first");
        assertThat(ours.get("checkpoint").s()).isEqualTo("TRIM_HORIZON");
        assertThat(KinesisServices.lease(name, "b")).doesNotContainKey("leaseOwner");
        assertThat(KinesisServices.lease(name, "c")).isEmpty();
        assertThat(leases.listLeases()).hasSize(2);
    }

    @Test
    void whatAFailureInTheMiddleHasLeftOutIsCreatedByTheNextAttempt() throws Exception {
        // Given
        table.prepare();
        LeaseRefresher leases = leases();
        table.seed(leases, List.of(shard("a")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 9);

        // When
        table.seed(leases, List.of(shard("a"), shard("b")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 9);

        // Then
        assertThat(leases.listLeases()).extracting(Lease::leaseKey).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void aShardThatWasReadToItsEndGetsNoLeaseAgain() throws Exception {
        // Given its child is not read yet, and its own lease was cleaned up
        table.prepare();
        LeaseRefresher leases = leases();
        table.seed(leases, List.of(shard("child")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 9);

        // When
        table.seed(leases, List.of(shard("parent")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 9);

        // Then
        assertThat(leases.listLeases()).extracting(Lease::leaseKey).containsExactly("child");
    }

    @Test
    void aWorkerStandsByWhileOthersHoldEveryShardThatIsNotDone() throws Exception {
        // Given
        table.prepare();
        LeaseRefresher leases = leases();
        table.seed(leases, List.of(shard("a"), shard("b")), ExtendedSequenceNumber.TRIM_HORIZON, "first", 9);

        // When, Then
        assertThat(table.othersHoldAll("second").join()).isTrue();
        assertThat(table.othersHoldAll("first").join()).isFalse();
        table.seed(leases, List.of(shard("a"), shard("b"), shard("c")), ExtendedSequenceNumber.TRIM_HORIZON, "x", 0);
        assertThat(table.othersHoldAll("second").join()).as("nobody has c").isFalse();
        Lease done = leases.getLease("c");
        done.checkpoint(ExtendedSequenceNumber.SHARD_END);
        leases.updateLease(done);
        assertThat(table.othersHoldAll("second").join()).isTrue();
    }

    private LeaseRefresher leases() {
        return new DynamoDBLeaseRefresher(
                name,
                dynamoDb,
                new DynamoDBLeaseSerializer(),
                true,
                TableCreatorCallback.NOOP_TABLE_CREATOR_CALLBACK,
                Duration.ofSeconds(30),
                new DdbTableConfig(),
                false,
                false,
                List.of());
    }

    private static Shard shard(String id) {
        return Shard.builder()
                .shardId(id)
                .hashKeyRange(range -> range.startingHashKey("0").endingHashKey("9"))
                .build();
    }

    private static DynamoDbAsyncClient dynamoDb() {
        SimpleRegistry registry = new SimpleRegistry();
        KinesisServices.clients().bindTo(registry);
        return KclClients.boundIn(registry, false).dynamoDb();
    }
}
