package dev.caravan.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.aws2.ddb.Ddb2Constants;
import org.apache.camel.component.aws2.ddb.Ddb2Operations;
import org.apache.camel.component.aws2.kinesis.Kinesis2Constants;
import org.apache.camel.component.kafka.KafkaConstants;
import org.apache.camel.spi.Registry;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Camel's own producers that caravan.jar brings along find the clients that the runtime binds, in any route. */
class StockComponentsTest extends CamelTestSupport {

    private final AwsClients clients = new AwsClients(new AwsAccess(
            SharedServices.REGION,
            Map.of(
                    AwsService.KINESIS, SharedServices.kinesis().endpoint(),
                    AwsService.DYNAMODB, SharedServices.dynamoDb().endpoint()),
            SharedServices.credentialsProvider()));
    private final String stream = SharedServices.createStream(1);
    private final String topic = SharedServices.createTopic(1);
    private final String table = createTable();

    @Override
    protected void bindToRegistry(Registry registry) {
        clients.bindTo(registry);
    }

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:kinesis").to("aws2-kinesis:" + stream);
                from("direct:kafka")
                        .to("kafka:" + topic + "?brokers="
                                + SharedServices.kafka().bootstrapServers());
                from("direct:item").to("aws2-ddb:" + table + "?operation=" + Ddb2Operations.PutItem);
            }
        };
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void aKinesisProducerSendsToTheStream() {
        // When
        template.sendBodyAndHeader("direct:kinesis", "hello", Kinesis2Constants.PARTITION_KEY, "k");

        // Then
        String shard = SharedServices.kinesisClient()
                .listShards(list -> list.streamName(stream))
                .shards()
                .get(0)
                .shardId();
        String iterator = SharedServices.kinesisClient()
                .getShardIterator(
                        get -> get.streamName(stream).shardId(shard).shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                .shardIterator();
        assertThat(SharedServices.kinesisClient()
                        .getRecords(get -> get.shardIterator(iterator))
                        .records())
                .extracting(record -> record.data().asUtf8String())
                .containsExactly("hello");
    }

    @Test
    void aKafkaProducerSendsToTheTopic() {
        // When
        template.sendBodyAndHeader("direct:kafka", "hello", KafkaConstants.KEY, "k");

        // Then
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            TopicPartition partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            assertThat(consumer.poll(Duration.ofSeconds(20)))
                    .extracting(ConsumerRecord::key, ConsumerRecord::value)
                    .containsExactly(tuple("k", "hello"));
        }
    }

    @Test
    void anItemIsPutIntoTheTable() {
        // Given
        Map<String, AttributeValue> item = Map.of("id", AttributeValue.fromS("7"));

        // When
        template.sendBodyAndHeader("direct:item", "", Ddb2Constants.ITEM, item);

        // Then
        assertThat(SharedServices.dynamoDbClient()
                        .scan(scan -> scan.tableName(table))
                        .items())
                .containsExactly(item);
    }

    /** Camel's component would create a missing table itself, at the start of the route. */
    private static String createTable() {
        String table = SharedServices.uniqueName("table");
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType(ScalarAttributeType.S)
                        .build()));
        return table;
    }
}
