package dev.caravan.check;

import dev.caravan.usage.Use;

/** A use in one line. */
final class UseText {

    private UseText() {}

    static boolean isSource(Use use) {
        return use instanceof Use.ReadsStream
                || use instanceof Use.ReadsTopic
                || (use instanceof Use.UsesComponent component && component.source());
    }

    static String of(Use use) {
        if (use instanceof Use.ReadsStream stream) {
            return "Kinesis stream " + stream.stream() + " as application " + stream.application() + " (lease table "
                    + stream.leaseTable() + ")";
        }
        if (use instanceof Use.ReadsTopic topic) {
            return "Kafka topic " + topic.topic() + " at " + topic.brokers() + " as group " + topic.group()
                    + topic.transactionalId()
                            .map(id -> ", in transactions " + id)
                            .orElse("");
        }
        if (use instanceof Use.WritesTopic topic) {
            return "Kafka topic " + topic.topic() + " at " + topic.brokers();
        }
        if (use instanceof Use.WritesItems items) {
            return "DynamoDB table " + items.table()
                    + items.versionAttribute()
                            .map(version -> ", guarded by " + version)
                            .orElse("");
        }
        if (use instanceof Use.WritesObjects objects) {
            return "s3://" + objects.bucket() + "/" + objects.prefix() + ", " + objects.format() + ", compression "
                    + objects.compression() + ", partitions " + objects.partitionBy();
        }
        if (use instanceof Use.WritesDeadLetters letters) {
            return "dead letters to s3://" + letters.bucket() + "/" + letters.prefix();
        }
        if (use instanceof Use.RunsCrawler crawler) {
            return "Glue crawler " + crawler.crawler();
        }
        return ((Use.UsesComponent) use).uri();
    }
}
