package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.PermanentException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactional producer of one slot: one transaction at a time, a new producer when the old one is unusable. The
 * poll thread prepares it, only while no writer has it, and closes it at its end: a writer that still has it then gets
 * an {@link IllegalStateException} from it, and the closing has aborted its transaction.
 *
 * <p>What a process leaves open when it is killed holds back whoever reads the topic until the broker ends it, unless the
 * process comes back with the same id before. So transactions have little time, and more once one was ended that was
 * only slow. A time of the endpoint's own properties stays as it is.
 */
final class SlotTransactions implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SlotTransactions.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    /** One that takes over fences once. Two that share an id fence each other for ever. */
    private static final int MOST_FENCED_IN_A_ROW = 5;

    /** As Kafka Streams has it; the broker looks every 10 s (transaction.abort.timed.out.transaction.cleanup.interval.ms). */
    private static final int FIRST_TIMEOUT_MILLIS = 10_000;

    private static final int LONGEST_TIMEOUT_MILLIS = 160_000;

    private final Map<String, Object> config;
    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger fencedInARow = new AtomicInteger();
    private final AtomicInteger timeoutMillis = new AtomicInteger(FIRST_TIMEOUT_MILLIS);
    private volatile Producer<byte[], byte[]> producer;
    private volatile boolean usable;

    /** @param config of a producer with a transactional id */
    SlotTransactions(Map<String, Object> config) {
        this.config = Map.copyOf(config);
    }

    /**
     * Makes a producer if there is no usable one, and ends what an earlier one with the same id left open.
     *
     * @throws dev.caravan.failure.RetryableException if the broker does not answer in time
     * @throws PermanentException if it was fenced again and again and nothing was committed between
     */
    void prepare() {
        if (usable) {
            return;
        }
        if (fencedInARow.get() >= MOST_FENCED_IN_A_ROW) {
            throw new PermanentException("The producer of " + id() + " was fenced " + fencedInARow + " times in a row:"
                    + " another process uses the same transactionalId, which must be unique for each process, or every"
                    + " transaction takes longer than transaction.timeout.ms");
        }
        closeProducer();
        try {
            Map<String, Object> current = new HashMap<>(config);
            current.putIfAbsent(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, timeoutMillis.get());
            producer = new KafkaProducer<>(current);
            producer.initTransactions();
            usable = true;
        } catch (KafkaException e) {
            throw KafkaFailures.of("Preparing transactions of " + id(), e);
        }
    }

    boolean isBusy() {
        return busy.get();
    }

    /** The poll thread hands the producer to a writer for one batch. */
    TransactionScope open(
            String brokers, TopicPartition partition, OffsetAndMetadata acknowledgement, ConsumerGroupMetadata member) {
        if (!busy.compareAndSet(false, true)) {
            throw new IllegalStateException("A transaction of " + id() + " is open already");
        }
        return new TransactionScope(this, brokers, partition, acknowledgement, member);
    }

    /** The writer has done with the batch. */
    void release() {
        busy.set(false);
    }

    /** Nothing can be said about this producer's transaction any more: a new one has to be made. */
    void unusable(String what, Throwable why) {
        LOG.warn("{} of {} failed, its producer is replaced: {}", what, id(), why.toString());
        if (KafkaFailures.isReplaced(why)) {
            fencedInARow.incrementAndGet();
            timeoutMillis.updateAndGet(millis -> Math.min(2 * millis, LONGEST_TIMEOUT_MILLIS));
        }
        usable = false;
    }

    /** The writer: a transaction is committed. */
    void committed() {
        fencedInARow.set(0);
    }

    boolean isUsable() {
        return usable;
    }

    Producer<byte[], byte[]> producer() {
        return requireNonNull(producer, "prepare() first");
    }

    String id() {
        return "transactional id " + config.get(ProducerConfig.TRANSACTIONAL_ID_CONFIG);
    }

    private void closeProducer() {
        if (producer != null) {
            producer.close(CLOSE_TIMEOUT);
        }
    }

    @Override
    public void close() {
        usable = false;
        closeProducer();
    }
}
