package dev.caravan.cli;

import dev.caravan.testing.SharedServices;
import java.util.LinkedHashMap;
import java.util.Map;

/** The shipped routes' settings on the shared services, for a deployment whose resources nobody has made yet. */
final class UnmadeResources {

    private UnmadeResources() {}

    /** @param host of the endpoints of AWS's services: another name for 127.0.0.1, or that */
    static Map<String, String> settings(String host, String deployment) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("aws.region", SharedServices.REGION.id());
        Map.of(
                        "s3", SharedServices.s3().endpoint(),
                        "kinesis", SharedServices.kinesis().endpoint(),
                        "dynamodb", SharedServices.dynamoDb().endpoint(),
                        "glue", SharedServices.glue().endpoint(),
                        "athena", SharedServices.athena().endpoint())
                .forEach((service, endpoint) ->
                        settings.put("aws.endpoint." + service, "http://" + host + ":" + endpoint.getPort()));
        settings.put("aws.endpoint.cloudwatch", "http://127.0.0.1:1");
        settings.put("kafka.brokers", SharedServices.kafka().bootstrapServers());
        settings.put("setup.deployment", deployment);
        settings.put("kinesis.stream", deployment + "-stream");
        settings.put("kinesis.application", deployment + "-application");
        settings.put("seed.application", deployment + "-seed-application");
        settings.put("kafka.topic", deployment + "-topic");
        settings.put("kafka.replica-topic", deployment + "-replica");
        settings.put("dynamodb.table", deployment + "-table");
        settings.put("lake.bucket", deployment + "-lake");
        settings.put("seed.bucket", deployment + "-seed");
        settings.put("dead-letters.bucket", deployment + "-letters");
        settings.put("glue.database", deployment);
        settings.put("glue.lake-crawler", deployment + "-lake");
        settings.put("glue.seed-crawler", deployment + "-seed");
        settings.put("athena.output", "s3://" + deployment + "-results/");
        return settings;
    }
}
