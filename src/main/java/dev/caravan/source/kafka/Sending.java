package dev.caravan.source.kafka;

import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** A way to send one batch: inside a transaction, or without one. */
interface Sending {

    /** Longer than delivery.timeout.ms and max.block.ms, within which Kafka's producer answers by itself. */
    Duration ANSWER_TIMEOUT = Duration.ofMinutes(3);

    /** Throws what {@link #failure} says. */
    Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record);

    /** Sends now what waits for company. */
    void flush();

    /** The exception to throw when an answer was a failure or did not come. */
    RuntimeException failure(String what, Throwable failure);
}
