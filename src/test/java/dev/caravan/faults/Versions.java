package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * A route beside the shipped ones: a topic of updates to few keys, into a table with {@code versionAttribute}. The newest
 * update of a key is the last in its partition, and has to be the item.
 */
final class Versions {

    private static final int KEYS = 100;
    private static final Pattern UPDATE = Pattern.compile("\\{\"event_id\":\"(\\w+)\",\"n\":(\\d+)}");
    private static final String ROUTE = """
            - route:
                id: versions
                description: The newest update of each key.
                from:
                  uri: "kafka-batch:%1$s"
                  parameters:
                    groupId: "%1$s"
                    maxRecords: 100
                    maxAge: 500ms
                  steps:
                    - to:
                        id: put-newest
                        uri: "dynamodb-batch:%2$s"
                        parameters:
                          versionAttribute: version
            """;

    private final Broker broker;
    private final String topic;
    private final String table = TableContent.create();

    Versions(Broker broker) throws Exception {
        this.broker = broker;
        this.topic = broker.createTopic(3);
    }

    void writeRoute(Path routes) throws IOException {
        Files.writeString(routes.resolve("versions.yaml"), ROUTE.formatted(topic, table));
    }

    Load load(long seed, int total, int perSecond) {
        Random random = new Random(seed);
        int[] made = {0};
        Workload updates = () -> {
            String key = "k" + random.nextInt(KEYS);
            String update = "{\"event_id\":\"" + key + "\",\"n\":" + made[0]++ + "}";
            return new Workload.Made(key, update.getBytes(StandardCharsets.UTF_8));
        };
        return Load.toKafka(broker, topic, updates, total, perSecond, key -> (metadata, failure) -> {});
    }

    boolean isNewest() {
        return newest().equals(items());
    }

    /** An item may not be older than the newest update, nor lack, nor be another. */
    void check(Findings findings) {
        Map<String, Long> items = items();
        newest().forEach((key, update) -> {
            Long item = items.remove(key);
            if (item == null) {
                findings.lost(1, key + " in the table of versions");
            } else if (!item.equals(update)) {
                findings.stale(key + " in the table of versions is " + item + ", not " + update);
            }
        });
        items.keySet().forEach(key -> findings.phantom(key + " in the table of versions"));
    }

    /** Of each key, whose updates are all in one partition. */
    private Map<String, Long> newest() {
        Map<String, Long> newest = new HashMap<>();
        for (SourceEntry entry : SourceContent.ofTopic(broker, topic)) {
            Matcher update = UPDATE.matcher(new String(entry.bytes(), StandardCharsets.UTF_8));
            if (!update.matches()) {
                throw new IllegalStateException("Nobody sent " + update);
            }
            newest.put(update.group(1), Long.valueOf(update.group(2)));
        }
        return newest;
    }

    private Map<String, Long> items() {
        Map<String, Long> items = new HashMap<>();
        for (Map<String, AttributeValue> item : SharedServices.dynamoDbClient()
                .scanPaginator(scan -> scan.tableName(table).consistentRead(true))
                .items()) {
            items.put(item.get("event_id").s(), Long.valueOf(item.get("n").n()));
        }
        return items;
    }
}
