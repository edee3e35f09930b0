package dev.caravan.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.local.dynamodb.LocalDynamoDb;
import dev.caravan.local.kafka.LocalKafka;
import dev.caravan.local.kinesis.LocalKinesis;
import dev.caravan.local.kinesis.LocalKinesisSettings;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.s3.LocalS3;
import dev.caravan.testing.CaravanProcess;
import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;

/** What the log of the packaged product says while Kafka, Kinesis, DynamoDB and S3 are all away for a minute. */
@Tag("faults")
@Timeout(value = 6, unit = TimeUnit.MINUTES)
class ServicesAwayIT {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration AWAY = Duration.ofSeconds(60);

    /** Four services, two routes, doubling intervals: some five complaints, each five to seven times. */
    private static final int MOST_LINES = 40;

    @TempDir
    private Path directory;

    private LocalKafka kafka;
    private LocalKinesis kinesis;
    private LocalDynamoDb dynamoDb;
    private LocalS3 s3;

    @BeforeEach
    void startServices() throws Exception {
        kafka = LocalKafka.start(directory.resolve("kafka"), 0);
        kinesis = LocalKinesis.start(LocalKinesisSettings.of(SharedServices.CREDENTIALS, SharedServices.REGION.id()));
        dynamoDb = LocalDynamoDb.start(LocalDirectory.find(), directory.resolve("dynamodb"), 0);
        s3 = LocalS3.start(directory.resolve("s3"), 0, SharedServices.CREDENTIALS);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            admin.createTopics(List.of(new NewTopic("orders", 1, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        try (AwsClients clients = clients()) {
            clients.s3().createBucket(create -> create.bucket("lake"));
            clients.kinesis().createStream(create -> create.streamName("clicks").shardCount(1));
            clients.kinesis().waiter().waitUntilStreamExists(describe -> describe.streamName("clicks"));
        }
        Files.writeString(directory.resolve("application.properties"), """
                aws.region=%s
                kafka.brokers=%s
                camel.component.kafka-batch.brokers={{kafka.brokers}}
                dead-letters.bucket=lake
                logging.format=
                """.formatted(
                        SharedServices.REGION.id(), kafka.bootstrapServers()));
        Files.writeString(Files.createDirectories(directory.resolve("routes")).resolve("away.yaml"), """
                - route:
                    id: orders
                    from:
                      uri: "kafka-batch:orders"
                      parameters: { groupId: orders, maxAge: 200ms, drainTimeout: 2s }
                      steps: [ { to: { uri: "lake:lake", parameters: { prefix: "orders/" } } } ]
                - route:
                    id: clicks
                    from:
                      uri: "kinesis-batch:clicks"
                      parameters: { applicationName: clicks, maxAge: 200ms, drainTimeout: 2s }
                      steps: [ { to: { uri: "lake:lake", parameters: { prefix: "clicks/" } } } ]
                """);
    }

    @AfterEach
    void stopServices() {
        s3.close();
        dynamoDb.close();
        kinesis.close();
        kafka.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void aMinuteWithoutServicesIsAFewLinesWithoutAStackTrace(String format) throws Exception {
        try (CaravanProcess product =
                CaravanProcess.start(CaravanProcess.PRODUCT, directory, environment(format), "run")) {
            // Given
            await().atMost(PATIENCE)
                    .until(() -> product.output().contains("reads shard")
                            && product.output().contains("was assigned"));
            send("1");
            await().atMost(PATIENCE)
                    .until(() -> product.output()
                                    .lines()
                                    .filter(line -> line.contains("objects of"))
                                    .count()
                            == 2);
            s3.close();
            send("2");
            await().atMost(PATIENCE)
                    .until(() -> product.output().contains("lake/orders/")
                            && product.output()
                                            .lines()
                                            .filter(line -> line.contains("failed, attempt 1, trying again"))
                                            .count()
                                    >= 2);

            // When
            int before = product.output().length();
            stopServices();
            await().pollDelay(AWAY).atMost(AWAY.plusSeconds(30)).until(product::isAlive);
            List<String> lines = product.output().substring(before).lines().toList();

            // Then
            System.out.println("away, " + format + ": " + lines.size() + " lines; "
                    + product.output()
                            .lines()
                            .filter(line -> line.contains("started in"))
                            .findFirst()
                            .orElse("not started"));
            assertThat(lines).as(product.output()).hasSizeBetween(4, MOST_LINES);
            if (format.equals("text")) {
                assertThat(lines).allMatch(line -> line.matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} (INFO|WARN|ERROR) .*"));
            } else {
                assertThat(lines).allSatisfy(line -> {
                    JsonNode event = new JsonMapper().readTree(line);
                    assertThat(event.path("service.name").asText()).isEqualTo("caravan");
                });
            }
            assertThat(lines)
                    .filteredOn(line -> line.contains("Kafka does not answer"))
                    .hasSize(1);
            assertThat(lines).noneMatch(line -> line.contains("\tat ") || line.contains("\\tat "));
        }
    }

    private Map<String, String> environment(String format) {
        Map<String, String> environment = new HashMap<>(CaravanProcess.environment(s3.endpoint()));
        environment.put("AWS_ENDPOINT_URL_KINESIS", kinesis.endpoint().toString());
        environment.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint().toString());
        environment.put("LOGGING_FORMAT", format);
        environment.remove("KAFKA_BROKERS");
        return environment;
    }

    private void send(String value) throws Exception {
        byte[] record = ("{\"n\":" + value + "}").getBytes(StandardCharsets.UTF_8);
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>("orders", record)).get(30, TimeUnit.SECONDS);
        }
        try (AwsClients clients = clients()) {
            clients.kinesis()
                    .putRecord(put -> put.streamName("clicks").partitionKey("1").data(SdkBytes.fromByteArray(record)));
        }
    }

    private AwsClients clients() {
        return new AwsClients(new AwsAccess(
                SharedServices.REGION,
                Map.of(AwsService.S3, s3.endpoint(), AwsService.KINESIS, kinesis.endpoint()),
                SharedServices.credentialsProvider()));
    }
}
