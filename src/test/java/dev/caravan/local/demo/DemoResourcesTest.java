package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

@Timeout(120)
class DemoResourcesTest {

    private static final List<String> NAMES = List.of(
            "kinesis.stream",
            "kafka.topic",
            "kafka.replica-topic",
            "dynamodb.table",
            "lake.bucket",
            "seed.bucket",
            "glue.database",
            "glue.lake-crawler",
            "glue.seed-crawler");

    @Test
    void aSecondDemoOnTheSameServicesFindsWhatTheFirstMade() throws Exception {
        // Given
        Map<String, String> names = new LinkedHashMap<>();
        NAMES.forEach(key -> names.put(key, SharedServices.uniqueName("demo")));
        names.put("dead-letters.bucket", names.get("lake.bucket"));
        names.put("athena.output", "s3://" + SharedServices.uniqueName("results") + "/queries/");
        names.put("kafka.brokers", SharedServices.kafka().bootstrapServers());
        Settings settings = Settings.empty()
                .with(SettingsFile.read(Path.of("application.properties")), "the file")
                .with(names, "the test");

        // When
        try (AwsClients clients = new AwsClients(access())) {
            new DemoResources(clients, settings).create();
            new DemoResources(clients, settings).create();
        }

        // Then
        assertThat(SharedServices.kinesisClient()
                        .describeStreamSummary(describe -> describe.streamName(names.get("kinesis.stream")))
                        .streamDescriptionSummary())
                .satisfies(stream -> {
                    assertThat(stream.streamStatus()).isEqualTo(StreamStatus.ACTIVE);
                    assertThat(stream.openShardCount()).isEqualTo(2);
                });
        assertThat(SharedServices.kafkaAdmin()
                        .describeTopics(List.of(names.get("kafka.topic"), names.get("kafka.replica-topic")))
                        .allTopicNames()
                        .get()
                        .values())
                .hasSize(2)
                .allSatisfy(topic -> assertThat(topic.partitions()).hasSize(4));
        assertThat(SharedServices.dynamoDbClient()
                        .describeTable(describe -> describe.tableName(names.get("dynamodb.table")))
                        .table()
                        .keySchema())
                .singleElement()
                .satisfies(key -> {
                    assertThat(key.attributeName()).isEqualTo("event_id");
                    assertThat(key.keyType()).isEqualTo(KeyType.HASH);
                });
        assertThat(SharedServices.s3Client().listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .contains(
                        names.get("lake.bucket"),
                        names.get("seed.bucket"),
                        names.get("athena.output").split("/", -1)[2]);
        assertThat(SharedServices.glueClient()
                        .getCrawler(get -> get.name(names.get("glue.lake-crawler")))
                        .crawler())
                .satisfies(crawler -> {
                    assertThat(crawler.databaseName()).isEqualTo(names.get("glue.database"));
                    assertThat(crawler.targets().s3Targets())
                            .extracting(S3Target::path)
                            .containsExactly(
                                    "s3://" + names.get("lake.bucket") + "/user-activity/",
                                    "s3://" + names.get("lake.bucket") + "/user-activity-replica/",
                                    "s3://" + names.get("lake.bucket") + "/dead-letters/");
                });
        assertThat(SharedServices.glueClient()
                        .getCrawler(get -> get.name(names.get("glue.seed-crawler")))
                        .crawler()
                        .targets()
                        .s3Targets())
                .extracting(S3Target::path)
                .containsExactly("s3://" + names.get("seed.bucket") + "/");
    }

    private static AwsAccess access() {
        return new AwsAccess(
                SharedServices.REGION,
                Map.of(
                        AwsService.KINESIS, SharedServices.kinesis().endpoint(),
                        AwsService.DYNAMODB, SharedServices.dynamoDb().endpoint(),
                        AwsService.S3, SharedServices.s3().endpoint(),
                        AwsService.GLUE, SharedServices.glue().endpoint()),
                SharedServices.credentialsProvider());
    }
}
