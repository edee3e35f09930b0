package dev.caravan.local.demo;

import dev.caravan.aws.AwsClients;
import dev.caravan.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.glue.model.AlreadyExistsException;
import software.amazon.awssdk.services.glue.model.S3Target;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;

/** Makes what the shipped routes need, unless it is there already from an earlier run. */
final class DemoResources {

    private static final int SHARDS = 2;
    private static final int TOPIC_PARTITIONS = 4;
    private static final String CRAWLER_ROLE = "arn:aws:iam::000000000000:role/caravan-crawler";

    private final AwsClients clients;
    private final Settings settings;

    DemoResources(AwsClients clients, Settings settings) {
        this.clients = clients;
        this.settings = settings;
    }

    void create() throws InterruptedException {
        stream(settings.get("kinesis.stream"));
        topics(settings.get("kafka.topic"), settings.get("kafka.replica-topic"));
        table(settings.get("dynamodb.table"), settings.get("dynamodb.key"));
        List.of("lake.bucket", "seed.bucket", "dead-letters.bucket").forEach(key -> bucket(settings.get(key)));
        settings.find("athena.output").ifPresent(output -> bucket(output.replaceFirst("s3://([^/]+).*", "$1")));
        database(settings.get("glue.database"));
        String lake = "s3://" + settings.get("lake.bucket") + "/";
        crawler(
                "glue.lake-crawler",
                lake + settings.get("lake.kinesis-prefix"),
                lake + settings.get("lake.replica-prefix"),
                "s3://" + settings.get("dead-letters.bucket") + "/" + settings.get("dead-letters.prefix"));
        crawler("glue.seed-crawler", "s3://" + settings.get("seed.bucket") + "/");
    }

    private void stream(String name) {
        try {
            clients.kinesis().createStream(request -> request.streamName(name).shardCount(SHARDS));
        } catch (ResourceInUseException e) {
            return;
        }
        clients.kinesis().waiter().waitUntilStreamExists(request -> request.streamName(name));
    }

    private void topics(String... names) throws InterruptedException {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, settings.get("kafka.brokers")))) {
            Set<String> existing = admin.listTopics().names().get(30, TimeUnit.SECONDS);
            admin.createTopics(Stream.of(names)
                            .filter(name -> !existing.contains(name))
                            .map(name -> new NewTopic(name, Optional.of(TOPIC_PARTITIONS), Optional.empty()))
                            .toList())
                    .all()
                    .get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "Cannot create the topics: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new IllegalStateException("Kafka did not create the topics within 30 s", e);
        }
    }

    private void table(String name, String key) {
        try {
            clients.dynamoDb().createTable(request -> request.tableName(name)
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName(key)
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName(key)
                            .attributeType(ScalarAttributeType.S)
                            .build()));
        } catch (software.amazon.awssdk.services.dynamodb.model.ResourceInUseException e) {
            return;
        }
        clients.dynamoDb().waiter().waitUntilTableExists(request -> request.tableName(name));
    }

    private void bucket(String name) {
        try {
            clients.s3().createBucket(request -> request.bucket(name));
        } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException e) {
            // Made by an earlier run on this directory.
            return;
        }
    }

    private void database(String name) {
        try {
            clients.glue().createDatabase(request -> request.databaseInput(database -> database.name(name)));
        } catch (AlreadyExistsException e) {
            return;
        }
    }

    private void crawler(String nameKey, String... paths) {
        try {
            clients.glue().createCrawler(request -> request.name(settings.get(nameKey))
                    .role(CRAWLER_ROLE)
                    .databaseName(settings.get("glue.database"))
                    .targets(targets -> targets.s3Targets(Stream.of(paths)
                            .map(path -> S3Target.builder().path(path).build())
                            .toList())));
        } catch (AlreadyExistsException e) {
            return;
        }
    }
}
