package dev.caravan.settings;

import static dev.caravan.settings.AwsNames.MSK_CLUSTER;
import static dev.caravan.settings.Definition.camel;
import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.Definition.route;
import static dev.caravan.settings.ValueType.DURATION;
import static dev.caravan.settings.ValueType.SECRET;
import static dev.caravan.settings.ValueType.SIZE;
import static dev.caravan.settings.ValueType.TEXT;
import static dev.caravan.settings.ValueType.number;
import static dev.caravan.settings.ValueType.oneOf;

import java.util.List;

/** Keys about what is read, and in which portions. */
final class SourceSections {

    private static final ValueType COUNT = number(1, Integer.MAX_VALUE);

    static final List<Section> ALL = List.of(
            Section.of(
                    "Kinesis",
                    "",
                    route(
                            "kinesis.stream",
                            TEXT,
                            "UserActivityStream",
                            "Stream that is read, and that generate writes to."),
                    route(
                            "kinesis.application",
                            TEXT,
                            "caravan-kinesis-to-s3",
                            "Names the lease table too; two applications read one stream independently."),
                    route(
                            "kinesis.start-position",
                            oneOf("TRIM_HORIZON", "LATEST"),
                            "TRIM_HORIZON",
                            "TRIM_HORIZON or LATEST; only for shards that were never read.")),
            Section.of(
                    "Kafka",
                    "",
                    caravan(
                            "kafka.brokers",
                            TEXT,
                            "127.0.0.1:9092",
                            "Brokers to begin with as host:port, separated by commas."),
                    camel(
                            "camel.component.kafka-batch.brokers",
                            TEXT,
                            "{{kafka.brokers}}",
                            "Those of the routes, where a route names no others."),
                    caravan(
                            "kafka.cluster-arn",
                            MSK_CLUSTER,
                            "",
                            "ARN of the Amazon MSK cluster for the command policy, if its access control is IAM's; nothing"
                                    + " for another Kafka."),
                    caravan(
                            "kafka.client.security.protocol",
                            oneOf("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL"),
                            "",
                            "Security, and whatever else Kafka's own clients know, as kafka.client.NAME: for routes,"
                                    + " generate and replay alike."),
                    caravan("kafka.client.sasl.mechanism", TEXT, "", "For example SCRAM-SHA-512 or PLAIN."),
                    caravan(
                            "kafka.client.sasl.jaas.config",
                            SECRET,
                            "",
                            "Secrets stay empty here and come from the environment: KAFKA_CLIENT_SASL_JAAS_CONFIG; or"
                                    + " they are named, as {{env:NAME}} or {{file:/path}}."),
                    caravan(
                            "kafka.client.ssl.truststore.location",
                            TEXT,
                            "",
                            "File with the certificates that vouch for the brokers; nothing for those of Java."),
                    caravan("kafka.client.ssl.truststore.password", SECRET, "", "Of that file."),
                    route("kafka.topic", TEXT, "user-activity", "Topic that is read, and that generate writes to."),
                    route("kafka.replica-topic", TEXT, "user-activity-replica", "Topic of what went into DynamoDB."),
                    route("kafka.group", TEXT, "caravan-kafka-to-dynamodb", "Consumer group on kafka.topic."),
                    route(
                            "kafka.replica-group",
                            TEXT,
                            "caravan-replica-to-s3",
                            "Consumer group on kafka.replica-topic."),
                    route(
                            "kafka.start-position",
                            oneOf("earliest", "latest"),
                            "earliest",
                            "earliest or latest; only for partitions that were never read."),
                    route(
                            "kafka.transactional-id",
                            TEXT,
                            "caravan",
                            "Prefix of the transactional ids, one for each consumer thread: unique for each process,"
                                    + " the same after its restart."),
                    route("kafka.transaction-records", COUNT, "5000", "Records in one transaction at most."),
                    route(
                            "kafka.transaction-age",
                            DURATION,
                            "1s",
                            "Longest time a record waits for its transaction; short, since nothing here makes a"
                                    + " file.")),
            Section.of(
                    "Batches",
                    "cut by whichever comes first",
                    route("batch.max-records", COUNT, "10000", "Records in one batch at most."),
                    route("batch.max-bytes", COUNT, "8388608", "Bytes of keys and values in one batch at most."),
                    route("batch.max-age", DURATION, "5s", "Longest time a record waits in an open batch."),
                    caravan("batch.memory-budget", SIZE, "128MB", "Ceiling for all buffered records of the process.")));

    private SourceSections() {}
}
