package dev.caravan.settings;

import static dev.caravan.settings.AwsNames.KMS_KEY;
import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.ValueType.BOOLEAN;
import static dev.caravan.settings.ValueType.DURATION;
import static dev.caravan.settings.ValueType.SIZE;
import static dev.caravan.settings.ValueType.TEXT;
import static dev.caravan.settings.ValueType.number;
import static dev.caravan.settings.ValueType.oneOf;

import java.util.List;

/** Keys about what {@code setup} makes, where the routes do not say it. */
final class SetupSections {

    static final List<Section> ALL = List.of(Section.of(
            "What setup makes, where the routes do not say it",
            "",
            caravan(
                    "setup.deployment",
                    TEXT,
                    "caravan",
                    "The value of the tag caravan:deployment; teardown deletes nothing else. Another one for each"
                            + " deployment in an account."),
            caravan(
                    "setup.ledger-table",
                    TEXT,
                    "",
                    "DynamoDB table in which setup writes down what it cannot tag; nothing for the deployment's name with"
                            + " -setup behind it."),
            caravan(
                    "setup.kms-key",
                    KMS_KEY,
                    "",
                    "KMS key for buckets and streams, by ARN or alias, and by ARN for the command policy; nothing for those of"
                            + " AWS itself."),
            caravan(
                    "setup.stream.mode",
                    oneOf("on-demand", "provisioned"),
                    "on-demand",
                    "on-demand or provisioned; shards count for provisioned only."),
            caravan("setup.stream.shards", number(1, 100_000), "1", "Shards of a provisioned stream."),
            caravan("setup.stream.retention", DURATION, "24h", "Whole hours from 24h to 8760h."),
            caravan("setup.stream.encrypted", BOOLEAN, "true", "Whether streams are encrypted at rest."),
            caravan("setup.topic.partitions", number(1, 100_000), "4", "Partitions of a topic."),
            caravan(
                    "setup.topic.replication",
                    number(1, Short.MAX_VALUE),
                    "",
                    "Copies of each partition; nothing for the brokers' default."),
            caravan(
                    "setup.topic.config",
                    TEXT,
                    "",
                    "NAME=VALUE,NAME=VALUE in Kafka's names, such as retention.ms=604800000; nothing for the brokers'"
                            + " defaults."),
            caravan(
                    "setup.table.ttl",
                    TEXT,
                    "",
                    "Attribute after whose time an item goes; nothing for what the routes need: a table with a version"
                            + " attribute has one."),
            caravan(
                    "setup.table.stream",
                    oneOf("none", "keys-only", "new-image", "old-image", "new-and-old-images"),
                    "none",
                    "none, keys-only, new-image, old-image or new-and-old-images."),
            caravan(
                    "setup.table.point-in-time-recovery",
                    BOOLEAN,
                    "true",
                    "Whether tables can be restored to any second of the last 35 days."),
            caravan(
                    "setup.results.expire-days",
                    number(1, 36_500),
                    "30",
                    "Query results under athena.output go after so many days."),
            caravan("setup.athena.scan-limit", SIZE, "10GB", "What one query of the work group may read."),
            caravan(
                    "setup.quicksight.principal",
                    TEXT,
                    "",
                    "ARN of the user or group of QuickSight that owns what setup --quicksight makes; aws quicksight"
                            + " list-users prints it."),
            caravan(
                    "setup.quicksight.column",
                    TEXT,
                    "action",
                    "Column of the lake's tables that the chart of setup --quicksight has a bar for each value of."),
            caravan("setup.timeout", DURATION, "10m", "How long a resource may take to be ready, or gone.")));

    private SetupSections() {}
}
