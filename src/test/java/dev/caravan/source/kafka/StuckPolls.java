package dev.caravan.source.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Runs inside a consumer's poll, where it keeps the poll thread of chosen clients, as a long garbage collection would. */
public final class StuckPolls implements ConsumerInterceptor<byte[], byte[]> {

    /** One client whose next poll with records does not come back until it is let go. */
    record Stuck(CountDownLatch entered, CountDownLatch released) {

        void letGo() {
            released.countDown();
        }
    }

    private static final Map<String, Stuck> STUCK = new ConcurrentHashMap<>();

    private String clientId;

    static Stuck stick(String clientId) {
        Stuck stuck = new Stuck(new CountDownLatch(1), new CountDownLatch(1));
        STUCK.put(clientId, stuck);
        return stuck;
    }

    @Override
    public void configure(Map<String, ?> configs) {
        clientId = String.valueOf(configs.get("client.id"));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> records) {
        Stuck stuck = STUCK.remove(clientId);
        if (stuck != null) {
            stuck.entered().countDown();
            try {
                if (!stuck.released().await(60, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("Nobody let the poll of " + clientId + " go");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return records;
    }

    @Override
    public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

    @Override
    public void close() {}
}
