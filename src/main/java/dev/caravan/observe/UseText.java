package dev.caravan.observe;

import dev.caravan.usage.Use;
import java.util.Arrays;
import java.util.List;

/** One use on a line of the start-up screen: a verb, and what it goes to. */
final class UseText {

    private static final String READS = "reads   ";
    private static final String WRITES = "writes  ";
    private static final String USES = "uses    ";

    private UseText() {}

    static String of(Use use) {
        if (use instanceof Use.ReadsStream stream) {
            return READS + "Kinesis stream " + stream.stream() + ", application " + stream.application();
        }
        if (use instanceof Use.ReadsTopic topic) {
            return READS + "Kafka topic " + topic.topic() + " at " + brokers(topic.brokers()) + ", group "
                    + topic.group();
        }
        if (use instanceof Use.WritesTopic topic) {
            return WRITES + "Kafka topic " + topic.topic() + " at " + brokers(topic.brokers());
        }
        if (use instanceof Use.WritesItems items) {
            return WRITES + "DynamoDB table " + items.table();
        }
        if (use instanceof Use.WritesObjects objects) {
            return WRITES + "s3://" + objects.bucket() + "/" + objects.prefix();
        }
        if (use instanceof Use.WritesDeadLetters letters) {
            return WRITES + "dead letters to s3://" + letters.bucket() + "/" + letters.prefix();
        }
        if (use instanceof Use.RunsCrawler crawler) {
            return "runs    Glue crawler " + crawler.crawler();
        }
        Use.UsesComponent component = (Use.UsesComponent) use;
        return (component.source() ? READS : USES) + component.uri();
    }

    /** The first of a long list; the rest is in the settings. */
    private static String brokers(String all) {
        List<String> each = Arrays.stream(all.split(",")).toList();
        return each.size() < 2 ? all : each.get(0) + " and " + (each.size() - 1) + " more";
    }
}
