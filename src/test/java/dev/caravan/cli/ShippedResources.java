package dev.caravan.cli;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.glue.model.S3Target;

/** What the shipped routes need, on the shared services and under names of its own, and the settings that say so. */
final class ShippedResources {

    final String stream = SharedServices.createStream(1);
    final String topic = SharedServices.createTopic(1);
    final String replicaTopic = SharedServices.createTopic(1);
    final String lake = SharedServices.createBucket();
    final String seed = SharedServices.createBucket();
    final String results = SharedServices.createBucket();
    final String table = SharedServices.uniqueName("items");
    final String database = SharedServices.uniqueName("db").replace('-', '_');
    final String lakeCrawler = SharedServices.uniqueName("lake");
    final String seedCrawler = SharedServices.uniqueName("seed");

    ShippedResources() {
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
        SharedServices.glueClient().createDatabase(create -> create.databaseInput(input -> input.name(database)));
        crawler(lakeCrawler, "s3://" + lake + "/user-activity/", "s3://" + lake + "/user-activity-replica/");
        crawler(seedCrawler, "s3://" + seed + "/");
    }

    private void crawler(String name, String... targets) {
        SharedServices.glueClient().createCrawler(create -> create.name(name)
                .role("arn:aws:iam::123456789012:role/caravan-crawler")
                .databaseName(database)
                .targets(into -> into.s3Targets(Arrays.stream(targets)
                        .map(path -> S3Target.builder().path(path).build())
                        .toList())));
    }

    /** @param host of the endpoints of AWS's services: another name for 127.0.0.1, or that */
    Map<String, String> settings(String host) {
        Map<String, String> settings = new HashMap<>();
        settings.put("aws.region", SharedServices.REGION.id());
        Stream.of(
                        Map.entry("kinesis", SharedServices.kinesis().endpoint()),
                        Map.entry("dynamodb", SharedServices.dynamoDb().endpoint()),
                        Map.entry("s3", SharedServices.s3().endpoint()),
                        Map.entry("glue", SharedServices.glue().endpoint()),
                        Map.entry("athena", SharedServices.athena().endpoint()))
                .forEach(service -> settings.put(
                        "aws.endpoint." + service.getKey(),
                        "http://" + host + ":" + service.getValue().getPort()));
        settings.put("aws.endpoint.cloudwatch", "http://127.0.0.1:1");
        settings.put("kafka.brokers", SharedServices.kafka().bootstrapServers());
        settings.put("management.port", "");
        settings.put("kinesis.stream", stream);
        settings.put("kinesis.application", SharedServices.uniqueName("reader"));
        settings.put("seed.application", SharedServices.uniqueName("reader"));
        settings.put("kafka.topic", topic);
        settings.put("kafka.replica-topic", replicaTopic);
        settings.put("kafka.group", topic);
        settings.put("kafka.replica-group", replicaTopic);
        settings.put("kafka.transactional-id", SharedServices.uniqueName("tx"));
        settings.put("batch.max-age", "500ms");
        settings.put("dynamodb.table", table);
        settings.put("lake.bucket", lake);
        settings.put("dead-letters.bucket", lake);
        settings.put("seed.bucket", seed);
        settings.put("glue.database", database);
        settings.put("glue.lake-crawler", lakeCrawler);
        settings.put("glue.seed-crawler", seedCrawler);
        settings.put("glue.crawl-delay", "1h");
        settings.put("athena.output", "s3://" + results + "/");
        return settings;
    }

    /** The shipped file with these settings in it. */
    static Path file(Path directory, Map<String, String> settings) throws IOException {
        Properties properties = new Properties();
        properties.putAll(SettingsFile.read(Path.of("application.properties")));
        properties.putAll(settings);
        Path file = directory.resolve("test.properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, null);
        }
        return file;
    }

    static Settings read(Path file) {
        return Settings.empty().with(SettingsFile.read(file), file.toString());
    }
}
