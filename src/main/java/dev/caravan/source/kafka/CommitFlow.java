package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.source.AttemptScope;
import dev.caravan.source.BatchDelivery;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** One batch of each partition in flight; pins and acknowledgements of all partitions go in one commit. */
final class CommitFlow implements DeliveryFlow {

    private final OffsetCommits commits;
    private final BatchDelivery route;
    private final Executor writers;
    private final Wakeup wakeup;

    CommitFlow(OffsetCommits commits, BatchDelivery route, Executor writers, Wakeup wakeup) {
        this.commits = requireNonNull(commits, "commits");
        this.route = requireNonNull(route, "route");
        this.writers = requireNonNull(writers, "writers");
        this.wakeup = requireNonNull(wakeup, "wakeup");
    }

    @Override
    public void prepare() {}

    @Override
    public boolean isSettled() {
        return true;
    }

    @Override
    public void advance(List<OwnedPartition> partitions, boolean flush) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>();
        for (OwnedPartition partition : partitions) {
            partition.prepare(flush);
            partition.dueCommit().ifPresent(commit -> due.put(partition.topicPartition(), commit));
        }
        boolean confirmed = due.isEmpty() || commits.commit(due);
        for (OwnedPartition partition : partitions) {
            if (confirmed || partition.dueCommit().isEmpty()) {
                partition.advance().ifPresent(batch -> dispatch(partition, batch));
            }
        }
    }

    private void dispatch(OwnedPartition partition, BatchInDelivery batch) {
        Delivery delivery = new Delivery(batch, route, AttemptScope.NONE, wakeup::signal);
        partition.delivering(delivery);
        writers.execute(delivery);
    }

    @Override
    public void close() {}
}
