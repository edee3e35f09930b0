package dev.caravan.local.demo;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsService;
import dev.caravan.local.LocalCredentials;
import dev.caravan.local.LocalService;
import dev.caravan.local.LocalServices;
import dev.caravan.settings.KafkaSettings;
import dev.caravan.settings.Settings;
import java.net.URI;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** How the product reaches the embedded services: fixed local keys, never AWS's default chain. */
final class LocalAccess {

    private static final Map<AwsService, LocalService> SERVICES = Map.of(
            AwsService.KINESIS, LocalService.KINESIS,
            AwsService.DYNAMODB, LocalService.DYNAMODB,
            AwsService.S3, LocalService.S3,
            AwsService.GLUE, LocalService.GLUE,
            AwsService.ATHENA, LocalService.ATHENA);

    private LocalAccess() {}

    static AwsAccess to(LocalServices services) {
        Map<AwsService, URI> endpoints = new EnumMap<>(AwsService.class);
        SERVICES.forEach((aws, local) ->
                endpoints.put(aws, URI.create(services.endpoints().get(local))));
        // No metrics are sent and no chart is made; an address nobody listens on keeps even a mistake on this machine.
        endpoints.put(AwsService.CLOUDWATCH, URI.create("http://127.0.0.1:1"));
        endpoints.put(AwsService.QUICKSIGHT, URI.create("http://127.0.0.1:1"));
        LocalCredentials keys = services.credentials();
        return new AwsAccess(
                Region.of(keys.region()),
                endpoints,
                StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey())));
    }

    /**
     * What of the shipped settings is another on embedded services: where Kafka is, that it asks for no login, that no
     * probe asks, so that two demos find room on one machine, and what of a set-up these services know, with two shards
     * and four partitions whatever the size of the real ones.
     */
    static Settings settings(Settings shipped, String brokers) {
        Map<String, String> embedded = new HashMap<>();
        KafkaSettings.client(shipped).keySet().forEach(name -> embedded.put(KafkaSettings.CLIENT + name, ""));
        embedded.put("kafka.brokers", brokers);
        embedded.put("management.port", "");
        embedded.put("setup.stream.mode", "provisioned");
        embedded.put("setup.stream.shards", "2");
        embedded.put("setup.stream.encrypted", "false");
        embedded.put("setup.topic.partitions", "4");
        embedded.put("setup.topic.replication", "");
        embedded.put("setup.table.point-in-time-recovery", "false");
        return shipped.with(embedded, "embedded services");
    }
}
