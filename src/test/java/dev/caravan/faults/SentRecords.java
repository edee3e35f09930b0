package dev.caravan.faults;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.caravan.source.kinesis.KplAggregate;
import dev.caravan.testing.SharedServices;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/** Sends records to both sources, and notes what has to be found in the end, and where. */
final class SentRecords {

    /** So many in a row go to one partition or shard, so that neighbours share a batch. */
    private static final int RUN = 60;

    private static final BigInteger SECOND_SHARD = BigInteger.TWO.pow(127);
    private static final String KINESIS_KEY = "key";

    private final String topic;
    private final String stream;
    private final List<Letter> letters = new ArrayList<>();
    private final List<BadRecord> late = new ArrayList<>();
    private final List<byte[]> toTable = new ArrayList<>();
    private final List<byte[]> fromKafka = new ArrayList<>();
    private final List<byte[]> fromKinesis = new ArrayList<>();

    SentRecords(String topic, String stream) {
        this.topic = topic;
        this.stream = stream;
    }

    /** Compressed, so that a record which the client inflates may be larger than the topic's own limit. */
    void toKafka(List<BadRecord> records) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        SharedServices.kafka().bootstrapServers(),
                        "compression.type",
                        "gzip",
                        "linger.ms",
                        5,
                        "max.request.size",
                        64 << 20),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            List<Future<RecordMetadata>> answers = new ArrayList<>();
            for (BadRecord record : records) {
                int partition = answers.size() / RUN % 3;
                RecordHeaders headers = new RecordHeaders();
                record.headers().forEach((name, value) -> headers.add(name, value.getBytes(UTF_8)));
                answers.add(producer.send(
                        new ProducerRecord<>(topic, partition, null, record.key(), record.value(), headers)));
            }
            for (int i = 0; i < answers.size(); i++) {
                RecordMetadata place = answers.get(i).get(30, TimeUnit.SECONDS);
                note(records.get(i), place.partition() + "@" + place.offset());
            }
        }
    }

    private void note(BadRecord record, String place) {
        if (record.kafka().equals(BadRecord.DELIVERED)) {
            toTable.add(record.value());
            fromKafka.add(record.value());
        } else if (record.kafka().startsWith(BadRecord.LATE)) {
            toTable.add(record.value());
            late.add(record);
        } else {
            Map<String, byte[]> headers = new TreeMap<>();
            record.headers().forEach((name, value) -> headers.put(name, value.getBytes(UTF_8)));
            letters.add(Letter.of(topic, place, record.kafka(), record.key(), record.value(), headers));
        }
    }

    /** The partition key is the record's key, as far as Kinesis takes it. */
    void toKinesis(List<BadRecord> records) {
        int sent = 0;
        for (BadRecord record : records) {
            if (record.kinesis() == null) {
                continue;
            }
            String key = new String(record.key(), UTF_8);
            PutRecordResponse place = put(key, record.value(), sent++);
            if (record.kinesis().equals(BadRecord.DELIVERED)) {
                fromKinesis.add(record.value());
            } else {
                letters.add(letter(place, 0, record.kinesis(), key, record.value()));
            }
        }
    }

    /** B17: aggregates of the Kinesis Producer Library, sound ones with a bad record in them, and broken ones. */
    void aggregatesToKinesis() {
        String first = new Event("B17-a", "u", "click", BadRecords.TIME).json();
        String last = new Event("B17-b", "u", "click", BadRecords.TIME).json();
        byte[] sound = KplAggregate.of(List.of(first, "B17 is no JSON", last), "0");
        PutRecordResponse place = put(KINESIS_KEY, sound, 0);
        fromKinesis.add(first.getBytes(UTF_8));
        fromKinesis.add(last.getBytes(UTF_8));
        letters.add(letter(place, 1, "not-json", "B17 is no JSON", "B17 is no JSON".getBytes(UTF_8)));
        put(KINESIS_KEY, KplAggregate.of(List.of(), "0"), 0);
        for (byte[] broken : BrokenAggregates.of(sound)) {
            letters.add(letter(put(KINESIS_KEY, broken, 0), 0, "invalid-utf8", KINESIS_KEY, broken));
        }
    }

    private PutRecordResponse put(String key, byte[] data, int number) {
        BigInteger hashKey = number / RUN % 2 == 0 ? BigInteger.ZERO : SECOND_SHARD;
        return SharedServices.kinesisClient().putRecord(put -> put.streamName(stream)
                .partitionKey(key)
                .explicitHashKey(hashKey.toString())
                .data(SdkBytes.fromByteArray(data)));
    }

    private Letter letter(PutRecordResponse place, int subSequence, String reason, String key, byte[] value) {
        String position = place.shardId() + "@" + place.sequenceNumber() + "." + subSequence;
        return Letter.of(stream, position, reason, key.getBytes(UTF_8), value, Map.of());
    }

    /** Of the two sources, exactly. */
    List<Letter> letters() {
        return letters;
    }

    /** What only the route behind the replica topic refuses. */
    List<BadRecord> late() {
        return late;
    }

    /** Values that have to become items. */
    List<byte[]> toTable() {
        return toTable;
    }

    /** Values that have to be in the lake, each as often as it stands here. */
    List<byte[]> fromKafka() {
        return fromKafka;
    }

    List<byte[]> fromKinesis() {
        return fromKinesis;
    }
}
