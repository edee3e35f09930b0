package dev.caravan.faults;

import dev.caravan.testing.SharedServices;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/** Sends a workload to a source at an even rate, in lots of a tenth of a second, on a thread of its own. */
final class Load {

    private static final int LOTS_PER_SECOND = 10;

    private interface Lot {
        void send(List<Workload.Made> records) throws Exception;
    }

    private final CompletableFuture<Void> done;

    private Load(Workload workload, int total, int perSecond, Lot lot, AutoCloseable resource) {
        this.done = CompletableFuture.runAsync(() -> {
            try (resource) {
                run(workload, total, Math.max(1, perSecond / LOTS_PER_SECOND), lot);
            } catch (Exception e) {
                throw new IllegalStateException("The load broke: " + e, e);
            }
        });
    }

    /**
     * Keyed by the id; acks=all with the idempotent producer, which doubles nothing by itself.
     *
     * @param answers called with an id before it is sent, gives who is told what became of it
     */
    static Load toKafka(
            Broker kafka,
            String topic,
            Workload workload,
            int total,
            int perSecond,
            Function<String, Callback> answers) {
        KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers(), "linger.ms", 5),
                new StringSerializer(),
                new ByteArraySerializer());
        Lot lot = records -> {
            for (Workload.Made made : records) {
                Future<RecordMetadata> unused =
                        producer.send(new ProducerRecord<>(topic, made.id(), made.bytes()), answers.apply(made.id()));
            }
        };
        return new Load(workload, total, perSecond, lot, producer);
    }

    static Load toKinesis(String stream, Workload workload, int total, int perSecond, History history) {
        return new Load(workload, total, perSecond, records -> putAll(stream, records, history), () -> {});
    }

    private static void putAll(String stream, List<Workload.Made> records, History history) {
        records.forEach(made -> history.invoke(stream, made.id()));
        try {
            List<PutRecordsResultEntry> results = SharedServices.kinesisClient()
                    .putRecords(put -> put.streamName(stream)
                            .records(records.stream()
                                    .map(made -> PutRecordsRequestEntry.builder()
                                            .partitionKey(made.id())
                                            .data(SdkBytes.fromByteArray(made.bytes()))
                                            .build())
                                    .toList()))
                    .records();
            for (int i = 0; i < results.size(); i++) {
                PutRecordsResultEntry result = results.get(i);
                if (result.errorCode() == null) {
                    history.ok(records.get(i).id(), result.shardId() + "@" + result.sequenceNumber());
                } else {
                    history.fail(records.get(i).id(), result.errorCode());
                }
            }
        } catch (SdkException e) {
            records.forEach(made -> history.unknown(made.id(), e.toString()));
        }
    }

    private static void run(Workload workload, int total, int perLot, Lot lot) throws Exception {
        long begin = System.nanoTime();
        int sent = 0;
        for (int lots = 0; sent < total; lots++) {
            List<Workload.Made> records = new ArrayList<>(perLot);
            while (records.size() < perLot && sent < total) {
                records.add(workload.next());
                sent++;
            }
            lot.send(records);
            long due = begin + TimeUnit.SECONDS.toNanos(1) * (lots + 1) / LOTS_PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
        }
    }

    boolean isDone() {
        return done.isDone();
    }

    /** Returns when everything was sent. */
    void await(long seconds) throws InterruptedException, ExecutionException, TimeoutException {
        done.get(seconds, TimeUnit.SECONDS);
    }
}
