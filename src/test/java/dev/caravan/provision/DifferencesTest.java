package dev.caravan.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.provision.resource.GlueCrawler;
import dev.caravan.provision.resource.ItemTable;
import dev.caravan.provision.resource.KafkaTopic;
import dev.caravan.provision.resource.KinesisStream;
import dev.caravan.provision.resource.Resource;
import dev.caravan.provision.resource.WorkGroup;
import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** What is ours and not as wanted is changed where it can be. */
@Timeout(120)
class DifferencesTest {

    private final DeploymentRig rig = new DeploymentRig();
    private final String name = SharedServices.uniqueName("differs");

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aStreamGetsModeShardsAndRetentionAndTheEncryptionThatTheEndpointDoesNotKnowIsSaid() {
        // Given
        KinesisStream wanted = new KinesisStream(name, OptionalInt.of(2), 24, Optional.of("alias/aws/kinesis"));
        rig.setup(new KinesisStream(name, OptionalInt.empty(), 72, Optional.empty()));

        // When / Then
        requireChanged(
                wanted,
                List.of(
                        "mode is ON_DEMAND, wanted PROVISIONED",
                        "number of shards is 4, wanted 2",
                        "retention in hours is 72, wanted 24"),
                "encryption is none, wanted alias/aws/kinesis: not supported by this endpoint");
        assertThat(SharedServices.kinesisClient()
                        .describeStreamSummary(describe -> describe.streamName(name))
                        .streamDescriptionSummary())
                .satisfies(stream -> {
                    assertThat(stream.openShardCount()).isEqualTo(2);
                    assertThat(stream.retentionPeriodHours()).isEqualTo(24);
                });
        rig.teardown(wanted);
    }

    @Test
    void aTopicGetsPartitionsAndConfigurationButLosesNone() {
        // Given
        String brokers = SharedServices.kafka().bootstrapServers();
        KafkaTopic small = new KafkaTopic(brokers, name, 2, Optional.empty(), Map.of());
        KafkaTopic large = new KafkaTopic(brokers, name, 4, Optional.of((short) 1), Map.of("retention.ms", "3600000"));
        rig.setup(small);

        // When / Then
        requireChanged(
                large,
                List.of(
                        "partitions are 2, wanted 4 (records of a key then go to another partition than before)",
                        "retention.ms is 604800000, wanted 3600000"));
        requireImpossible(
                small,
                "partitions are 4, wanted 2, which cannot be changed: set setup.topic.partitions=4, or make another"
                        + " topic");
        requireImpossible(
                new KafkaTopic(brokers, name, 4, Optional.of((short) 3), Map.of()),
                "replication is 1, wanted 3, which cannot be changed: reassign its partitions with Kafka's own tool");
        rig.teardown(large);
    }

    @Test
    void aTableGetsTimeToLiveAndStreamButNotAnotherKey() {
        // Given
        ItemTable bare = new ItemTable(name, "event_id", Optional.empty(), Optional.empty(), true);
        ItemTable full = new ItemTable(name, "event_id", Optional.of("expires"), Optional.of("NEW_IMAGE"), true);
        assertThat(rig.setup(bare))
                .flatExtracting(Row::details)
                .contains("point-in-time recovery: not supported by this endpoint");

        // When / Then
        requireChanged(
                full, List.of("stream of changes is none, wanted NEW_IMAGE", "time to live is none, wanted expires"));
        assertThat(SharedServices.dynamoDbClient()
                        .describeTimeToLive(describe -> describe.tableName(name))
                        .timeToLiveDescription()
                        .timeToLiveStatus())
                .isEqualTo(TimeToLiveStatus.ENABLED);
        requireImpossible(
                new ItemTable(name, "id", Optional.of("expires"), Optional.of("NEW_IMAGE"), true),
                "key is event_id, wanted id, which cannot be changed: set dynamodb.key, or name another table");
        rig.teardown(full);
    }

    @Test
    void aCrawlerGetsRoleDatabaseAndTargets() {
        // Given
        rig.setup(new GlueCrawler(name, "earlier", List.of("s3://lake/a/"), "earlier-role"));
        GlueCrawler wanted = new GlueCrawler(
                name, "later", List.of("s3://lake/a/", "s3://lake/b/"), "arn:aws:iam::000000000000:role/crawler");

        // When / Then
        requireChanged(
                wanted,
                List.of(
                        "role is earlier-role, wanted crawler",
                        "database is earlier, wanted later",
                        "targets is [s3://lake/a/], wanted [s3://lake/a/, s3://lake/b/]"));
        rig.teardown(wanted);
    }

    @Test
    void aCrawlerThatRunsIsStoppedBeforeItIsDeleted() {
        // Given
        String bucket = SharedServices.createBucket();
        for (int at = 0; at < 200; at++) {
            String key = "lake/k=" + at + "/a.json";
            SharedServices.s3Client()
                    .putObject(put -> put.bucket(bucket).key(key), RequestBody.fromString("{\"a\":1}"));
        }
        GlueCrawler crawler = new GlueCrawler(name, name, List.of("s3://" + bucket + "/lake/"), "crawler");
        rig.setup(crawler);
        SharedServices.glueClient().startCrawler(start -> start.name(name));

        // When / Then
        assertThat(rig.teardown(crawler)).containsExactly(Row.of(crawler, Status.DELETED));
    }

    @Test
    void aWorkGroupIsEnforcedLimitedAndEnabledAgain() {
        // Given
        WorkGroup wanted = new WorkGroup(name, Optional.of("s3://results/later/"), 30_000_000);
        rig.setup(new WorkGroup(name, Optional.of("s3://results/earlier/"), 20_000_000));
        SharedServices.athenaClient().updateWorkGroup(update -> update.workGroup(name)
                .state("DISABLED")
                .configurationUpdates(change -> change.enforceWorkGroupConfiguration(false)));

        // When / Then
        requireChanged(
                wanted,
                List.of(
                        "state is DISABLED, wanted ENABLED",
                        "enforcement of its settings is false, wanted true",
                        "output is s3://results/earlier/, wanted s3://results/later/",
                        "scan limit in bytes is 20000000, wanted 30000000"));
        rig.teardown(wanted);
    }

    private void requireChanged(Resource wanted, List<String> changes, String... notes) {
        assertThat(rig.plan(wanted)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.CHANGE);
            assertThat(row.details()).containsAll(changes);
        });
        assertThat(rig.setup(wanted)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.CHANGED);
            assertThat(row.details()).containsAll(changes);
            assertThat(List.of(notes)).isSubsetOf(row.details());
        });
        assertThat(rig.setup(wanted)).allSatisfy(row -> {
            assertThat(row.status()).isEqualTo(Status.UNCHANGED);
            assertThat(row.details()).doesNotContainAnyElementsOf(changes);
            assertThat(List.of(notes)).isSubsetOf(row.details());
        });
    }

    private void requireImpossible(Resource wanted, String reason) {
        assertThat(rig.plan(wanted)).extracting(Row::status).containsExactly(Status.FAILED);
        assertThat(rig.plan(wanted)).flatExtracting(Row::details).contains(reason);
        assertThat(rig.setup(wanted)).containsExactly(Row.of(wanted, Status.FAILED, reason));
    }
}
