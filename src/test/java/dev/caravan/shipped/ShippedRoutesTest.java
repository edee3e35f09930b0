package dev.caravan.shipped;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.aws.AwsService;
import dev.caravan.object.Batches;
import dev.caravan.record.RecordBatch;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.zip.GZIPInputStream;
import org.apache.camel.builder.AdviceWith;
import org.apache.camel.builder.AdviceWithRouteBuilder;
import org.apache.camel.spi.Registry;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.util.function.ThrowingConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.s3.model.S3Object;

/** The steps of each shipped route, its source replaced by a batch of our own. */
class ShippedRoutesTest extends CamelTestSupport {

    private static final String CLICK =
            "{\"event_id\":\"e1\",\"user_id\":\"7\",\"action\":\"click\",\"timestamp\":\"2025-01-19T12:00:00Z\"}";
    private static final String LOGIN_OF_THE_DAY_BEFORE =
            "{\"event_id\":\"e2\",\"user_id\":\"8\",\"action\":\"login\",\"timestamp\":\"2025-01-18T23:59:59Z\"}";
    private static final String WITHOUT_ACTION =
            "{\"event_id\":\"e3\",\"user_id\":\"9\",\"timestamp\":\"2025-01-19T12:00:00Z\"}";
    private static final String NO_JSON = "click";

    private final String bucket = SharedServices.createBucket();
    private final AwsClients clients = new AwsClients(new AwsAccess(
            SharedServices.REGION,
            Map.of(
                    AwsService.S3, SharedServices.s3().endpoint(),
                    AwsService.DYNAMODB, SharedServices.dynamoDb().endpoint()),
            SharedServices.credentialsProvider()));

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withUseAdviceWith(true);
    }

    @Override
    protected void bindToRegistry(Registry registry) {
        clients.bindTo(registry);
    }

    @AfterEach
    void closeClients() {
        clients.close();
    }

    @Test
    void kinesisToS3WritesGoodRecordsByTheHourOfTheEventAndRejectsTheOthers() throws Exception {
        // Given
        start("kinesis-to-s3", Map.of("lake.bucket", bucket), route -> {});

        // When
        RecordBatch batch = send(CLICK, NO_JSON, LOGIN_OF_THE_DAY_BEFORE, WITHOUT_ACTION);

        // Then
        String name = "/" + batch.range().id() + ".json.gz";
        String stamp = ",\"processed_at\":\"" + batch.range().id() + "\"}\n";
        assertThat(objects())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user-activity/dt=2025-01-19/hour=12" + name, CLICK.replace("}", stamp),
                        "user-activity/dt=2025-01-18/hour=23" + name, LOGIN_OF_THE_DAY_BEFORE.replace("}", stamp)));
        assertThat(reasons(batch)).containsExactlyInAnyOrder("101 not-json", "103 missing-field");
    }

    @Test
    void kinesisToSeedLayoutWritesOneArrayWithNullForWhatIsMissing() throws Exception {
        // Given
        start("kinesis-to-seed-layout", Map.of("seed.bucket", bucket), route -> {});

        // When
        RecordBatch batch = send(CLICK, NO_JSON, WITHOUT_ACTION);

        // Then
        String id = batch.range().id();
        assertThat(objects()).containsOnlyKeys(id + ".json");
        assertThat(new ObjectMapper().readTree(objects().get(id + ".json")))
                .hasToString("[{\"user_id\":\"7\",\"action\":\"click\",\"timestamp\":\"2025-01-19T12:00:00Z\","
                        + "\"processed_at\":\"" + id + "\"},"
                        + "{\"user_id\":\"9\",\"action\":null,\"timestamp\":\"2025-01-19T12:00:00Z\","
                        + "\"processed_at\":\"" + id + "\"}]");
        assertThat(reasons(batch)).containsExactly("101 not-json");
    }

    @Test
    void kafkaToDynamoDbPutsWhatIsValidAndHandsItOnToTheReplicaTopic() throws Exception {
        // Given
        String table = createTable();
        start("kafka-to-dynamodb", Map.of("dynamodb.table", table), route -> route.weaveById("send-to-replica-topic")
                .replace()
                .to("mock:replica"));

        // When
        RecordBatch batch = send(CLICK, WITHOUT_ACTION, LOGIN_OF_THE_DAY_BEFORE);

        // Then
        assertThat(SharedServices.dynamoDbClient()
                        .scan(scan -> scan.tableName(table).consistentRead(true))
                        .items())
                .extracting(item -> item.get("event_id"), item -> item.get("action"))
                .containsExactlyInAnyOrder(
                        tuple(AttributeValue.fromS("e1"), AttributeValue.fromS("click")),
                        tuple(AttributeValue.fromS("e2"), AttributeValue.fromS("login")));
        assertThat(reasons(batch)).containsExactly("101 missing-field");
        assertThat(getMockEndpoint("mock:replica").getExchanges())
                .singleElement()
                .satisfies(handedOn -> assertThat(
                                handedOn.getMessage().getBody(RecordBatch.class).left())
                        .extracting(record -> record.source().position().text())
                        .containsExactly("100", "102"));
    }

    @Test
    void replicaToS3WritesWhatCameAsItIs() throws Exception {
        // Given
        start("replica-to-s3", Map.of("lake.bucket", bucket), route -> {});

        // When
        RecordBatch batch = send(CLICK, LOGIN_OF_THE_DAY_BEFORE);

        // Then
        String name = "/" + batch.range().id() + ".json.gz";
        assertThat(objects())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "user-activity-replica/dt=2025-01-19/hour=12" + name, CLICK + "\n",
                        "user-activity-replica/dt=2025-01-18/hour=23" + name, LOGIN_OF_THE_DAY_BEFORE + "\n"));
        assertThat(reasons(batch)).isEmpty();
    }

    private void start(
            String route, Map<String, String> settings, ThrowingConsumer<AdviceWithRouteBuilder, Exception> advice)
            throws Exception {
        Properties properties = new Properties();
        properties.putAll(SettingsFile.read(Path.of("application.properties")));
        properties.putAll(settings);
        context().getPropertiesComponent().setOverrideProperties(properties);
        PluginHelper.getRoutesLoader(context())
                .loadRoutes(ResourceHelper.resolveResource(context(), "file:routes/" + route + ".yaml"));
        AdviceWith.adviceWith(context(), route, builder -> {
            builder.replaceFromWith("direct:batches");
            advice.accept(builder);
        });
        context().start();
    }

    private RecordBatch send(String... records) {
        RecordBatch batch = Batches.of(records);
        template().sendBody("direct:batches", batch);
        return batch;
    }

    private static List<String> reasons(RecordBatch batch) {
        return batch.outcome().rejections().stream()
                .map(rejection -> rejection.record().position().text() + " "
                        + rejection.reason().code())
                .toList();
    }

    private Map<String, String> objects() throws IOException {
        Map<String, String> texts = new HashMap<>();
        for (S3Object object : SharedServices.s3Client()
                .listObjectsV2(list -> list.bucket(bucket))
                .contents()) {
            byte[] bytes = SharedServices.s3Client()
                    .getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                    .asByteArray();
            if (object.key().endsWith(".gz")) {
                bytes = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
            }
            texts.put(object.key(), new String(bytes, StandardCharsets.UTF_8));
        }
        return texts;
    }

    private static String createTable() {
        String table = SharedServices.uniqueName("activity");
        SharedServices.dynamoDbClient().createTable(create -> create.tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("event_id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("event_id")
                        .keyType(KeyType.HASH)
                        .build()));
        return table;
    }
}
