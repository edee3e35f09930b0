package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** Sends with an idempotent producer that the whole endpoint shares. */
record SharedSending(Producer<byte[], byte[]> producer) implements Sending {

    SharedSending {
        requireNonNull(producer, "producer");
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        try {
            return producer.send(record);
        } catch (KafkaException e) {
            throw failure("Sending to topic " + record.topic(), e);
        }
    }

    @Override
    public void flush() {
        producer.flush();
    }

    @Override
    public RuntimeException failure(String what, Throwable failure) {
        return KafkaFailures.of(what, failure);
    }
}
