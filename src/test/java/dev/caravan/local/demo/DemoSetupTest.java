package dev.caravan.local.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

@Timeout(120)
class DemoSetupTest {

    private static final List<String> NAMES = List.of(
            "kinesis.stream",
            "kinesis.application",
            "seed.application",
            "kafka.topic",
            "kafka.replica-topic",
            "dynamodb.table",
            "lake.bucket",
            "seed.bucket",
            "glue.database",
            "glue.lake-crawler",
            "glue.seed-crawler",
            "setup.deployment");

    private final Map<String, String> names = new LinkedHashMap<>();

    @Test
    void aSecondDemoOnTheSameServicesFindsWhatTheFirstMade() throws Exception {
        // Given
        Settings settings = settings();

        // When
        try (AwsClients clients = new AwsClients(access(Map.of()))) {
            new DemoSetup(clients, settings, Path.of("routes")).run(progress -> {});
            new DemoSetup(clients, settings, Path.of("routes")).run(progress -> {});
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
        assertThat(SharedServices.s3Client().listBuckets().buckets())
                .extracting(bucket -> bucket.name())
                .contains(
                        names.get("lake.bucket"),
                        names.get("seed.bucket"),
                        names.get("athena.output").split("/", -1)[2]);
        assertThat(SharedServices.glueClient()
                        .getCrawler(get -> get.name(names.get("glue.lake-crawler")))
                        .crawler()
                        .targets()
                        .s3Targets())
                .extracting(target -> target.path())
                .containsExactly(
                        "s3://" + names.get("lake.bucket") + "/user-activity/",
                        "s3://" + names.get("lake.bucket") + "/user-activity-replica/",
                        "s3://" + names.get("lake.bucket") + "/dead-letters/");
    }

    @Test
    void whatCannotBeMadeEndsTheDemoWithItsReason() {
        try (AwsClients clients = new AwsClients(access(Map.of(AwsService.GLUE, URI.create("http://127.0.0.1:1"))))) {
            assertThatThrownBy(() -> new DemoSetup(clients, settings(), Path.of("routes")).run(progress -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("Making the database " + names.get("glue.database") + " got no answer")
                    .hasMessageContaining("Making the crawler " + names.get("glue.seed-crawler") + " got no answer");
        }
    }

    private Settings settings() {
        NAMES.forEach(key -> names.put(key, SharedServices.uniqueName("demo")));
        names.put("dead-letters.bucket", names.get("lake.bucket"));
        names.put("athena.output", "s3://" + SharedServices.uniqueName("results") + "/queries/");
        Settings shipped = Settings.empty()
                .with(SettingsFile.read(Path.of("application.properties")), "the file")
                .with(names, "the test");
        return LocalAccess.settings(shipped, SharedServices.kafka().bootstrapServers(), 25, Path.of("mail"));
    }

    private static AwsAccess access(Map<AwsService, URI> others) {
        Map<AwsService, URI> endpoints = new EnumMap<>(Map.of(
                AwsService.KINESIS, SharedServices.kinesis().endpoint(),
                AwsService.DYNAMODB, SharedServices.dynamoDb().endpoint(),
                AwsService.S3, SharedServices.s3().endpoint(),
                AwsService.GLUE, SharedServices.glue().endpoint()));
        endpoints.putAll(others);
        return new AwsAccess(SharedServices.REGION, endpoints, SharedServices.credentialsProvider());
    }
}
