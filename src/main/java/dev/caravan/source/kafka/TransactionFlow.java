package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.record.KafkaPosition;
import dev.caravan.source.BatchDelivery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * One batch of all partitions in flight, each in a transaction that sends and acknowledges; partitions take turns. The
 * pin before it is an ordinary commit of the same member, which the broker orders behind the acknowledgement of the batch
 * before, although that becomes visible later (docs/adr/0004).
 */
final class TransactionFlow implements DeliveryFlow {

    private final Consumer<byte[], byte[]> consumer;
    private final OffsetCommits commits;
    private final SlotTransactions transactions;
    private final String brokers;
    private final BatchDelivery route;
    private final Executor writers;
    private final Wakeup wakeup;
    private int firstInTurn;

    TransactionFlow(
            Consumer<byte[], byte[]> consumer,
            OffsetCommits commits,
            SlotTransactions transactions,
            String brokers,
            BatchDelivery route,
            Executor writers,
            Wakeup wakeup) {
        this.consumer = requireNonNull(consumer, "consumer");
        this.commits = requireNonNull(commits, "commits");
        this.transactions = requireNonNull(transactions, "transactions");
        this.brokers = requireNonNull(brokers, "brokers");
        this.route = requireNonNull(route, "route");
        this.writers = requireNonNull(writers, "writers");
        this.wakeup = requireNonNull(wakeup, "wakeup");
    }

    @Override
    public void prepare() {
        if (!transactions.isBusy()) {
            transactions.prepare();
        }
    }

    @Override
    public boolean isSettled() {
        return !transactions.isBusy();
    }

    @Override
    public void advance(List<OwnedPartition> partitions, boolean flush) {
        if (transactions.isBusy()) {
            return;
        }
        for (OwnedPartition partition : partitions) {
            if (partition.delivery() != null && partition.delivery().batch().isWritten()) {
                partition.acknowledgedByTransaction();
            }
        }
        for (int i = 0; i < partitions.size() && !transactions.isBusy(); i++) {
            int index = (firstInTurn + i) % partitions.size();
            if (begin(partitions.get(index), flush)) {
                firstInTurn = index + 1;
            }
        }
    }

    /** True if a transaction is under way now. */
    private boolean begin(OwnedPartition partition, boolean flush) {
        partition.prepare(flush);
        OffsetAndMetadata due = partition.dueCommit().orElse(null);
        TopicPartition name = partition.topicPartition();
        if (due != null && !commits.commit(Map.of(name, due))) {
            return false;
        }
        BatchInDelivery batch = partition.advance().orElse(null);
        if (batch == null) {
            return false;
        }
        long next = ((KafkaPosition) batch.range().end()).next().offset();
        TransactionScope scope =
                transactions.open(brokers, name, new OffsetAndMetadata(next, ""), consumer.groupMetadata());
        Delivery delivery = new Delivery(batch, route, scope, this::done);
        partition.delivering(delivery);
        writers.execute(delivery);
        return true;
    }

    /** On the writer's thread. */
    private void done() {
        transactions.release();
        wakeup.signal();
    }

    @Override
    public void close() {
        transactions.close();
    }
}
