package dev.caravan.source.kafka;

import dev.caravan.failure.PermanentException;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.SourceRecord;
import dev.caravan.send.SendOutcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.apache.camel.CamelContext;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Writes single records to one topic, outside of any route, with the brokers, security and idempotent producer of {@code
 * kafka-batch:} endpoints: key, value and headers as given, partition by the key, timestamp of now. For one thread.
 */
public final class TopicWriter implements AutoCloseable {

    private static final Duration TOPIC_TIMEOUT = Duration.ofSeconds(3);

    /** Apache Kafka, org.apache.kafka.common.internals.Topic. */
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

    private final String topic;
    private final KafkaProducer<byte[], byte[]> producer;

    private TopicWriter(String topic, KafkaProducer<byte[], byte[]> producer) {
        this.topic = topic;
        this.producer = producer;
    }

    /**
     * A writer to a topic that exists.
     *
     * @param context its kafka-batch component has the brokers
     * @throws PermanentException if there is no such topic, or the settings cannot be used
     * @throws dev.caravan.failure.RetryableException if no broker answers
     */
    public static TopicWriter open(CamelContext context, String topic) {
        if (!NAME.matcher(topic).matches()) {
            throw new PermanentException(
                    "A topic's name has 1 to 249 letters, digits, dots, underscores and hyphens, got " + topic);
        }
        KafkaClientSettings settings = context.getEndpoint("kafka-batch:" + topic, KafkaBatchEndpoint.class)
                .clientSettings();
        try (TopicDirectory directory = new TopicDirectory(settings, topic)) {
            directory.requireUnlessDown(TOPIC_TIMEOUT);
            directory.topicId(KafkaClientSettings.CALL_TIMEOUT);
        }
        try {
            return new TopicWriter(topic, new KafkaProducer<>(settings.producer()));
        } catch (KafkaException e) {
            throw KafkaFailures.of("Making a producer for topic " + topic, e);
        }
    }

    /** Returns when of each record is known what became of it, in the order of the records. */
    public List<SendOutcome> write(List<SourceRecord> records) {
        List<Future<SendOutcome>> answers = new ArrayList<>(records.size());
        for (SourceRecord record : records) {
            answers.add(send(record));
        }
        producer.flush();
        return answers.stream().map(this::await).toList();
    }

    private Future<SendOutcome> send(SourceRecord record) {
        CompletableFuture<SendOutcome> outcome = new CompletableFuture<>();
        Thread sender = Thread.currentThread();
        List<Header> headers = record.headers().stream()
                .<Header>map(header -> new RecordHeader(header.name(), header.value()))
                .toList();
        try {
            Future<RecordMetadata> unused = producer.send(
                    new ProducerRecord<>(topic, null, null, record.key(), record.value(), headers),
                    // what fails in the caller's own thread never left the producer
                    (place, failure) -> outcome.complete(
                            failure == null ? sent(place) : failed(failure, Thread.currentThread() != sender)));
        } catch (KafkaException e) {
            outcome.complete(failed(e, false));
        }
        return outcome;
    }

    private static SendOutcome sent(RecordMetadata place) {
        return new SendOutcome.Sent(Integer.toString(place.partition()), new KafkaPosition(place.offset()));
    }

    private SendOutcome failed(Exception failure, boolean left) {
        RuntimeException why = KafkaFailures.of("Sending to topic " + topic, failure);
        if (failure instanceof RecordTooLargeException || failure instanceof InvalidRecordException) {
            return new SendOutcome.Refused(new PermanentException(
                    "Topic " + topic + " does not take the record: "
                            + failure.getClass().getSimpleName() + " (" + failure.getMessage() + ")",
                    failure));
        }
        boolean denied = failure instanceof AuthorizationException || failure instanceof InvalidTopicException;
        return denied || !left ? new SendOutcome.NotSent(why) : new SendOutcome.Uncertain(why);
    }

    private SendOutcome await(Future<SendOutcome> answer) {
        try {
            return answer.get(Sending.ANSWER_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            return new SendOutcome.Uncertain(KafkaFailures.of("Sending to topic " + topic, e));
        }
    }

    @Override
    public void close() {
        producer.close(KafkaClientSettings.CALL_TIMEOUT);
    }
}
