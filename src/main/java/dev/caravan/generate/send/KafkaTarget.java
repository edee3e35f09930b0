package dev.caravan.generate.send;

import dev.caravan.failure.PermanentException;
import dev.caravan.generate.sequence.GeneratedRecord;
import dev.caravan.generate.truth.Tally;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A Kafka topic, written by an idempotent producer with acks=all, so that the client's own retries double nothing; the
 * record's key is the partition key. The producer's buffer.memory bounds what is on its way.
 */
public final class KafkaTarget implements Target {
    /** How long a topic may be unknown or the brokers away; Kafka's default is a silent minute. */
    private static final int MAX_BLOCK_MILLIS = 15_000;

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

    private final String topic;
    private final Tally tally;
    private final Producer<byte[], byte[]> producer;
    private final AtomicReference<PermanentException> failure = new AtomicReference<>();

    /** @param properties the producer's, bootstrap.servers at least; acks, idempotence and serializers are set here */
    public KafkaTarget(Map<String, Object> properties, String topic, Tally tally) {
        this.topic = topic;
        this.tally = tally;
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.CLIENT_ID_CONFIG, "caravan-generate");
        all.put(ProducerConfig.LINGER_MS_CONFIG, 20);
        all.put(ProducerConfig.BATCH_SIZE_CONFIG, 128 * 1024);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, MAX_BLOCK_MILLIS);
        // kafka-clients 3.9.1 fails with a stack trace in the log when it is closed while it asks for them
        all.put(ProducerConfig.ENABLE_METRICS_PUSH_CONFIG, false);
        all.putAll(properties);
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        try {
            this.producer = new KafkaProducer<>(all, new ByteArraySerializer(), new ByteArraySerializer());
        } catch (KafkaException refused) {
            Throwable reason = refused.getCause() == null ? refused : refused.getCause();
            throw new PermanentException(
                    "Cannot make a Kafka producer for the topic " + topic + ": " + reason.getMessage(), refused);
        }
    }

    @Override
    public void send(GeneratedRecord generated) throws InterruptedException {
        check();
        byte[] key = generated.partitionKey().getBytes(StandardCharsets.UTF_8);
        Thread sender = Thread.currentThread();
        try {
            Future<RecordMetadata> unused =
                    producer.send(new ProducerRecord<>(topic, key, generated.data()), (metadata, problem) -> {
                        // what fails in the caller's own thread never left the producer
                        completed(generated, problem, Thread.currentThread() != sender);
                    });
        } catch (InterruptException interrupted) {
            throw interrupted(interrupted);
        }
    }

    @Override
    public void push() throws InterruptedException {
        check();
    }

    @Override
    public void flush() throws InterruptedException {
        try {
            producer.flush();
        } catch (InterruptException interrupted) {
            throw interrupted(interrupted);
        }
        check();
    }

    @Override
    public void close() {
        // The producer logs an interruption of its close with a stack trace, and then gives up what is on its way.
        boolean interrupted = Thread.interrupted();
        producer.close(CLOSE_TIMEOUT);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void completed(GeneratedRecord generated, Exception problem, boolean left) {
        if (problem == null) {
            tally.acknowledged(generated);
            return;
        }
        if (left && problem instanceof RetriableException) {
            tally.uncertain(generated);
        }
        failure.compareAndSet(
                null,
                new PermanentException(
                        "Sending to the Kafka topic " + topic + " failed: "
                                + String.valueOf(problem.getMessage()).replaceFirst("\\.$", "")
                                + ". " + advice(problem),
                        problem));
    }

    private static String advice(Exception problem) {
        return problem instanceof AuthenticationException || problem instanceof AuthorizationException
                ? "Check the settings kafka.client.*, and what this user may do"
                : "Check that the broker runs and that the topic exists";
    }

    private void check() {
        if (failure.get() != null) {
            throw failure.get();
        }
    }

    private static InterruptedException interrupted(InterruptException cause) {
        InterruptedException interrupted = new InterruptedException("interrupted while sending to Kafka");
        interrupted.initCause(cause);
        return interrupted;
    }
}
