package dev.caravan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;

@Timeout(120)
class SharedServicesTest {
    @Test
    void eachServiceIsStartedOnceAndWorks() throws Exception {
        // When
        String topic = SharedServices.createTopic(3);
        String stream = SharedServices.createStream(2);
        String bucket = SharedServices.createBucket();
        SharedServices.s3Client().putObject(put -> put.bucket(bucket).key("k"), RequestBody.fromString("v"));

        // Then
        assertThat(SharedServices.kafkaAdmin().listTopics().names().get()).contains(topic);
        assertThat(SharedServices.kinesisClient()
                        .describeStreamSummary(describe -> describe.streamName(stream))
                        .streamDescriptionSummary()
                        .openShardCount())
                .isEqualTo(2);
        assertThat(SharedServices.glueClient().getDatabases(all -> {}).databaseList())
                .isNotNull();
        assertThat(SharedServices.athenaClient().listWorkGroups(all -> {}).workGroups())
                .isNotEmpty();
        assertThat(SharedServices.mail().smtpPort()).isPositive();
        assertThat(SharedServices.dynamoDbClient().listTables().tableNames()).isNotNull();
        assertThat(SharedServices.kafka()).isSameAs(SharedServices.kafka());
        assertThat(SharedServices.uniqueName("topic")).isNotEqualTo(SharedServices.uniqueName("topic"));
    }
}
