package dev.caravan.cli;

import dev.caravan.testing.SharedServices;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** What is in a topic or stream. */
final class ReplayedRecords {

    private ReplayedRecords() {}

    /** All records of partition 0 of the topic. */
    static List<ConsumerRecord<byte[], byte[]>> topic(String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        TopicPartition partition = new TopicPartition(topic, 0);
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(records::add);
            }
        }
        return records;
    }

    /** Header names with their values, in order. */
    static List<String> headers(ConsumerRecord<byte[], byte[]> record) {
        return StreamSupport.stream(record.headers().spliterator(), false)
                .map(header -> header.key() + "="
                        + (header.value() == null ? null : new String(header.value(), StandardCharsets.UTF_8)))
                .toList();
    }

    static List<String> values(String topic) {
        return topic(topic).stream()
                .map(record -> new String(record.value(), StandardCharsets.UTF_8))
                .toList();
    }

    /** {@code PARTITION-KEY VALUE} of all records of the stream. */
    static List<String> stream(String stream) {
        return stream(SharedServices.kinesisClient(), stream);
    }

    static List<String> stream(KinesisClient client, String stream) {
        List<String> records = new ArrayList<>();
        for (Shard shard : client.listShards(list -> list.streamName(stream)).shards()) {
            String iterator = client.getShardIterator(get -> get.streamName(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            for (Record record :
                    client.getRecords(get -> get.shardIterator(iterator)).records()) {
                records.add(record.partitionKey() + " " + record.data().asUtf8String());
            }
        }
        return records;
    }
}
