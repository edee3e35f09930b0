package dev.caravan.usage;

/** A use in words, without secrets: what it goes to, and how. */
public final class UseText {

    private UseText() {}

    public static String of(Use use) {
        if (use instanceof Use.ReadsStream stream) {
            return "Kinesis stream " + stream.stream() + " as application " + stream.application();
        }
        if (use instanceof Use.PublishesMetrics metrics) {
            return "CloudWatch metrics of application " + metrics.application();
        }
        if (use instanceof Use.ReadsTopic topic) {
            return "Kafka topic " + topic.topic() + " at " + shortened(topic.brokers()) + " as group " + topic.group();
        }
        if (use instanceof Use.WritesTopic topic) {
            return "Kafka topic " + topic.topic() + " at " + shortened(topic.brokers());
        }
        if (use instanceof Use.WritesItems items) {
            return "DynamoDB table " + items.table()
                    + items.versionAttribute()
                            .map(version -> ", guarded by " + version)
                            .orElse("");
        }
        if (use instanceof Use.WritesObjects objects) {
            return "s3://" + objects.bucket() + "/" + objects.prefix() + ", " + objects.format()
                    + unlessNone(" ", objects.compression())
                    + unlessNone(", by ", objects.partitionBy());
        }
        if (use instanceof Use.WritesDeadLetters letters) {
            return "dead letters to s3://" + letters.bucket() + "/" + letters.prefix();
        }
        if (use instanceof Use.RunsCrawler crawler) {
            return "Glue crawler " + crawler.crawler();
        }
        if (use instanceof Use.MailsReport report) {
            return "report " + report.report() + " over " + report.database() + " in Athena's work group "
                    + report.workGroup() + ", ledger " + report.ledgerTable();
        }
        return ((Use.UsesComponent) use).uri();
    }

    private static String unlessNone(String before, String value) {
        return value.equals("none") ? "" : before + value;
    }

    /** The first of a long list; the rest is in the settings. */
    private static String shortened(String brokers) {
        String[] each = brokers.split(",", -1);
        return each.length < 2 ? brokers : each[0] + " and " + (each.length - 1) + " more";
    }
}
