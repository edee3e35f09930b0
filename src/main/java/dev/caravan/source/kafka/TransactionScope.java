package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.AbandonedException;
import dev.caravan.source.AttemptScope;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.camel.Exchange;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;

/**
 * One batch in one Kafka transaction: what its route sends, and its acknowledgement, become visible together.
 *
 * <p>When the outcome is unknown or somebody else owns the partition the attempt is given up with
 * {@link AbandonedException}; the poll thread then asks the broker where to go on.
 */
final class TransactionScope implements AttemptScope, Sending {

    /** Exchange property under which a {@code kafka-batch:} producer finds the transaction to send in. */
    static final String PROPERTY = "CaravanKafkaTransaction";

    private static final int COMMIT_ATTEMPTS = 3;

    private final SlotTransactions slot;
    private final String brokers;
    private final Map<TopicPartition, OffsetAndMetadata> acknowledgement;
    private final ConsumerGroupMetadata member;
    private boolean open;

    /** @param member the group's generation when the batch was dispatched: a later owner fences this transaction */
    TransactionScope(
            SlotTransactions slot,
            String brokers,
            TopicPartition partition,
            OffsetAndMetadata acknowledgement,
            ConsumerGroupMetadata member) {
        this.slot = requireNonNull(slot, "slot");
        this.brokers = requireNonNull(brokers, "brokers");
        this.acknowledgement = Map.of(partition, acknowledgement);
        this.member = requireNonNull(member, "member");
    }

    @Override
    public void begin(Exchange exchange) {
        if (!slot.isUsable()) {
            throw new AbandonedException("The producer of " + slot.id() + " has to be replaced");
        }
        try {
            slot.producer().beginTransaction();
        } catch (KafkaException | IllegalStateException e) {
            slot.unusable("Beginning a transaction", e);
            throw new AbandonedException("Gave up a transaction of " + slot.id() + ": " + e);
        }
        open = true;
        exchange.setProperty(PROPERTY, this);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
        if (!open) {
            throw new IllegalStateException("The transaction of " + slot.id() + " is over");
        }
        try {
            return slot.producer().send(record);
        } catch (KafkaException e) {
            throw failure("Sending to topic " + record.topic(), e);
        }
    }

    @Override
    public void flush() {
        slot.producer().flush();
    }

    @Override
    public RuntimeException failure(String what, Throwable failure) {
        if (KafkaFailures.isFenced(failure)) {
            slot.unusable(what, failure);
            return new AbandonedException("Gave up a transaction of " + slot.id() + ": " + failure);
        }
        return KafkaFailures.of(what + " in a transaction of " + slot.id(), failure);
    }

    String brokers() {
        return brokers;
    }

    @Override
    public void commit() {
        try {
            slot.producer().sendOffsetsToTransaction(acknowledgement, member);
        } catch (KafkaException e) {
            if (KafkaFailures.isFenced(e) && !KafkaFailures.isReplaced(e)) {
                throw new AbandonedException("The group has gone on without " + slot.id() + ": " + e);
            }
            throw failure("Acknowledging " + acknowledgement.keySet(), e);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                slot.producer().commitTransaction();
                open = false;
                slot.committed();
                return;
            } catch (RetriableException e) {
                // No answer: the transaction may be committed. The same call again is the only way to learn it.
                if (attempt == COMMIT_ATTEMPTS) {
                    throw outcomeUnknown(e);
                }
            } catch (KafkaException e) {
                throw outcomeUnknown(e);
            }
        }
    }

    private AbandonedException outcomeUnknown(KafkaException failure) {
        open = false;
        slot.unusable("Committing a transaction", failure);
        return new AbandonedException("Gave up a transaction of " + slot.id() + ": " + failure);
    }

    @Override
    public void rollback() {
        if (!open) {
            return;
        }
        open = false;
        if (!slot.isUsable()) {
            // The next producer of this id ends it.
            return;
        }
        try {
            slot.producer().abortTransaction();
        } catch (KafkaException | IllegalStateException e) {
            slot.unusable("Aborting a transaction", e);
        }
    }
}
