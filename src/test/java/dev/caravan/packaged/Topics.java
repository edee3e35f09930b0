package dev.caravan.packaged;

import dev.caravan.testing.SharedServices;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Sends texts to a topic of the shared broker. */
final class Topics {

    private Topics() {}

    static void send(String topic, String... records) throws Exception {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            for (String record : records) {
                producer.send(new ProducerRecord<>(topic, record)).get(30, TimeUnit.SECONDS);
            }
        }
    }
}
