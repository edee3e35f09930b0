package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The Kafka of a run.
 *
 * @param bootstrapServers where every client of the run begins
 */
record Broker(String bootstrapServers) {

    /** The one inside this JVM. */
    static Broker shared() {
        return new Broker(SharedServices.kafka().bootstrapServers());
    }

    /** Creates a topic of a new name and returns the name. */
    String createTopic(int partitions) throws InterruptedException, ExecutionException, TimeoutException {
        String topic = SharedServices.uniqueName("topic");
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get(30, TimeUnit.SECONDS);
        }
        return topic;
    }
}
