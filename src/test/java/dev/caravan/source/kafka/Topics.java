package dev.caravan.source.kafka;

import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Producing to the shared broker, and looking at committed offsets. */
final class Topics {

    private Topics() {}

    static String brokers() {
        return SharedServices.kafka().bootstrapServers();
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new java.util.HashMap<>(more);
        config.put("bootstrap.servers", brokers());
        return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
    }

    /** {@code PREFIX0, PREFIX1, ...} to one partition. */
    static List<String> send(String topic, int partition, String prefix, int count) throws Exception {
        List<String> values =
                IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("linger.ms", 5))) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (String value : values) {
                answers.add(producer.send(new ProducerRecord<>(topic, partition, bytes("k" + value), bytes(value))));
            }
            for (Future<RecordMetadata> answer : answers) {
                answer.get(30, TimeUnit.SECONDS);
            }
        }
        return values;
    }

    static void sendInTransaction(String topic, List<String> values, boolean commit) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                producer(Map.of("transactional.id", SharedServices.uniqueName("tx")))) {
            producer.initTransactions();
            producer.beginTransaction();
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, bytes(value)))
                        .get(30, TimeUnit.SECONDS);
            }
            if (commit) {
                producer.commitTransaction();
            } else {
                producer.abortTransaction();
            }
        }
    }

    /** What is committed, with its metadata; null if nothing is. */
    static OffsetAndMetadata committed(String group, String topic, int partition) {
        try {
            return SharedServices.kafkaAdmin()
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS)
                    .get(new TopicPartition(topic, partition));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the offsets of " + group, e);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
