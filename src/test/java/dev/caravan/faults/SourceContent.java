package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Everything that a topic or stream holds, read from its beginning to its end. */
final class SourceContent {

    private SourceContent() {}

    /** Of committed transactions only. */
    static List<SourceEntry> ofTopic(Broker kafka, String topic) {
        return recordsOfTopic(kafka, topic).stream()
                .map(record -> new SourceEntry(
                        Integer.toString(record.partition()), Long.toString(record.offset()), record.value()))
                .toList();
    }

    /** With keys and headers. */
    static List<ConsumerRecord<byte[], byte[]>> recordsOfTopic(Broker kafka, String topic) {
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers", kafka.bootstrapServers(),
                        "isolation.level", "read_committed",
                        "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    static List<SourceEntry> ofStream(String stream) {
        return ofStream(SharedServices.kinesisClient(), stream);
    }

    static List<SourceEntry> ofStream(KinesisClient kinesis, String stream) {
        List<SourceEntry> entries = new ArrayList<>();
        for (Shard shard : kinesis.listShards(list -> list.streamName(stream)).shards()) {
            String iterator = kinesis.getShardIterator(get -> get.streamName(stream)
                            .shardId(shard.shardId())
                            .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
                    .shardIterator();
            while (iterator != null) {
                String current = iterator;
                GetRecordsResponse page = kinesis.getRecords(get -> get.shardIterator(current));
                for (Record record : page.records()) {
                    entries.add(new SourceEntry(
                            shard.shardId(),
                            record.sequenceNumber(),
                            record.data().asByteArray()));
                }
                boolean end = page.records().isEmpty() && page.millisBehindLatest() == 0;
                iterator = end ? null : page.nextShardIterator();
            }
        }
        return entries;
    }
}
