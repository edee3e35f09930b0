package dev.caravan.routes;

import static org.awaitility.Awaitility.await;

import dev.caravan.testing.SharedServices;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.StringSerializer;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

/** Sends {@code {"id":N}} with N from 0, twenty of them ten times a second, until it is told to end. */
final class SteadyLoad implements AutoCloseable {

    private static final int LOT = 20;

    private interface Lot {
        void send(List<String> ids) throws Exception;
    }

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger sent = new AtomicInteger();
    private final Lot lot;
    private final AutoCloseable client;

    private SteadyLoad(Lot lot, AutoCloseable client) {
        this.lot = lot;
        this.client = client;
        var unused = thread.scheduleAtFixedRate(this::send, 0, 100, TimeUnit.MILLISECONDS);
    }

    /** The same records to each. */
    static SteadyLoad toTopics(String... topics) {
        KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", SharedServices.kafka().bootstrapServers()),
                new StringSerializer(),
                new StringSerializer());
        return new SteadyLoad(
                ids -> {
                    List<Future<RecordMetadata>> sends = new ArrayList<>();
                    for (String topic : topics) {
                        ids.forEach(id -> sends.add(producer.send(new ProducerRecord<>(topic, id, json(id)))));
                    }
                    for (Future<RecordMetadata> send : sends) {
                        send.get();
                    }
                },
                producer);
    }

    static SteadyLoad toStream(String stream) {
        return new SteadyLoad(
                ids -> SharedServices.kinesisClient().putRecords(put -> put.streamName(stream)
                        .records(ids.stream().map(SteadyLoad::entry).toList())),
                () -> {});
    }

    private static PutRecordsRequestEntry entry(String id) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(id)
                .data(SdkBytes.fromUtf8String(json(id)))
                .build();
    }

    private static String json(String id) {
        return "{\"id\":" + id + "}";
    }

    private void send() {
        int first = sent.get();
        try {
            lot.send(IntStream.range(first, first + LOT)
                    .mapToObj(Integer::toString)
                    .toList());
        } catch (Exception e) {
            throw new IllegalStateException("The load broke", e);
        }
        sent.addAndGet(LOT);
    }

    void awaitMore(int records) {
        int target = sent.get() + records;
        await().atMost(Duration.ofSeconds(60)).until(() -> sent.get() >= target);
    }

    /** How many it sent. */
    int end() throws InterruptedException {
        thread.shutdown();
        thread.awaitTermination(30, TimeUnit.SECONDS);
        return sent.get();
    }

    @Override
    public void close() throws Exception {
        end();
        client.close();
    }
}
