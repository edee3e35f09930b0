package dev.caravan.settings;

import static dev.caravan.settings.AwsNames.ROLE;
import static dev.caravan.settings.AwsNames.S3_FOLDER;
import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.Definition.route;
import static dev.caravan.settings.ValueType.DURATION;
import static dev.caravan.settings.ValueType.TEXT;
import static dev.caravan.settings.ValueType.number;

import java.util.List;

/** Keys about where records go, and how they are found there. */
final class SinkSections {

    static final List<Section> ALL = List.of(
            Section.of(
                    "DynamoDB",
                    "",
                    route("dynamodb.table", TEXT, "user-activity", "Table of the items."),
                    route("dynamodb.key", TEXT, "event_id", "The table's key attribute.")),
            Section.of(
                    "The lake",
                    "",
                    route("lake.bucket", TEXT, "caravan-lake", "Bucket of the objects."),
                    route("lake.kinesis-prefix", TEXT, "user-activity/", "Folder of what comes from kinesis.stream."),
                    route(
                            "lake.replica-prefix",
                            TEXT,
                            "user-activity-replica/",
                            "Folder of what comes from kafka.replica-topic."),
                    route(
                            "lake.partition-by",
                            TEXT,
                            "event-time:timestamp",
                            "none, event-time:FIELD (dt=YYYY-MM-DD/hour=HH in UTC), or field:NAME,field:NAME."),
                    route("lake.compression-level", number(1, 9), "6", "gzip level 1 (fast) to 9 (small).")),
            Section.of(
                    "The first seed's own layout",
                    "",
                    route(
                            "seed.application",
                            TEXT,
                            "caravan-kinesis-to-seed-layout",
                            "Its own application on kinesis.stream."),
                    route("seed.bucket", TEXT, "caravan-seed-layout", "Its own bucket.")),
            Section.of(
                    "Dead letters",
                    "records refused for their content, each with its reason and its original bytes",
                    caravan(
                            "dead-letters.bucket",
                            TEXT,
                            "caravan-lake",
                            "Bucket of all of them; with nothing, the first one stops its route."),
                    caravan("dead-letters.prefix", TEXT, "dead-letters/", "Folder in that bucket.")),
            Section.of(
                    "Glue",
                    "",
                    caravan("glue.database", TEXT, "caravan", "Database of the tables."),
                    route("glue.lake-crawler", TEXT, "caravan-lake", "Crawler of the lake and the dead letters."),
                    route("glue.seed-crawler", TEXT, "caravan-seed-layout", "Crawler of the seed's own layout."),
                    route("glue.crawl-delay", DURATION, "5m", "From the start to the first crawl."),
                    route("glue.crawl-period", DURATION, "15m", "From one crawl to the next."),
                    route("glue.crawl-timeout", DURATION, "10m", "How long a crawl is waited for."),
                    caravan(
                            "glue.crawler-role",
                            ROLE,
                            "",
                            "Name or ARN of the IAM role that crawlers which setup makes walk with; it must be there."
                                    + " Nothing for the deployment's name with -crawler behind it, which the command"
                                    + " policy describes.")),
            Section.of(
                    "Athena",
                    "",
                    caravan("athena.work-group", TEXT, "primary", "Work group of all queries."),
                    caravan(
                            "athena.output",
                            S3_FOLDER,
                            "s3://caravan-query-results/",
                            "Where results go; nothing if the work group says it."),
                    caravan("athena.query-timeout", DURATION, "5m", "How long a query is waited for.")));

    private SinkSections() {}
}
