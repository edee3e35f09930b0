package dev.caravan.source.kafka;

import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Producing to the shared broker, and looking at committed offsets. */
final class Topics {

    private Topics() {}

    static String brokers() {
        return SharedServices.kafka().bootstrapServers();
    }

    static KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> config = new HashMap<>(more);
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

    /** These values without keys, to partition 0. */
    static void send(String topic, String... values) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            for (String value : values) {
                producer.send(new ProducerRecord<>(topic, 0, null, bytes(value)))
                        .get(30, TimeUnit.SECONDS);
            }
        }
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
        return committed(group, topic, partition, new ListConsumerGroupOffsetsOptions());
    }

    /** The same, once no transaction is pending that commits it. */
    static OffsetAndMetadata stable(String group, String topic, int partition) {
        return committed(group, topic, partition, new ListConsumerGroupOffsetsOptions().requireStable(true));
    }

    private static OffsetAndMetadata committed(
            String group, String topic, int partition, ListConsumerGroupOffsetsOptions options) {
        try {
            return SharedServices.kafkaAdmin()
                    .listConsumerGroupOffsets(group, options)
                    .partitionsToOffsetAndMetadata()
                    .get(20, TimeUnit.SECONDS)
                    .get(new TopicPartition(topic, partition));
        } catch (Exception e) {
            throw new IllegalStateException("Cannot read the offsets of " + group, e);
        }
    }

    /** What an operator's tool does to a group without members. */
    static void commit(String group, String topic, int partition, long offset, String metadata) throws Exception {
        SharedServices.kafkaAdmin()
                .alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset, metadata)))
                .all()
                .get(20, TimeUnit.SECONDS);
    }

    /** What retention does. */
    static void deleteBefore(String topic, int partition, long offset) throws Exception {
        SharedServices.kafkaAdmin()
                .deleteRecords(Map.of(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get(20, TimeUnit.SECONDS);
    }

    /** Everything that a reader of committed records sees, as {@code KEY=VALUE}, in the order of each partition. */
    static List<String> readCommitted(String topic, int partitions) {
        return read(topic, partitions, record -> Stream.of(record.key() + "=" + record.value()));
    }

    /** The headers of all records that a reader of committed ones sees, as {@code NAME=VALUE}. */
    static List<String> headersOf(String topic, int partitions) {
        return read(topic, partitions, record -> Stream.of(record.headers().toArray())
                .map(header -> header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
    }

    private static List<String> read(
            String topic, int partitions, Function<ConsumerRecord<String, String>, Stream<String>> seen) {
        Map<String, Object> config = Map.of("bootstrap.servers", brokers(), "isolation.level", "read_committed");
        List<String> records = new ArrayList<>();
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer())) {
            List<TopicPartition> all = IntStream.range(0, partitions)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200))
                        .forEach(record -> seen.apply(record).forEach(records::add));
            }
        }
        return records;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
