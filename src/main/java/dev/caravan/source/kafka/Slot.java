package dev.caravan.source.kafka;

import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.source.BatchDelivery;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** One of an endpoint's {@code consumers}: a poll thread, and the levers that Camel's threads have on it. */
final class Slot {

    private static final Duration LONGEST_REVOKE = Duration.ofSeconds(5);

    private final KafkaBatchEndpoint endpoint;
    private final int ordinal;
    private final Intake intake = new Intake(System::nanoTime);
    private final Wakeup wakeup = new Wakeup(System::nanoTime);
    private final PollThread life;
    private final Thread thread;

    /** What a slot shares with the endpoint's other slots. */
    record Shared(
            KafkaBatchEndpoint endpoint,
            String route,
            TopicDirectory topic,
            StartPositions starts,
            BatchDelivery delivery,
            Executor writers,
            Backoff backoff) {}

    Slot(Shared shared, int ordinal, Consumer<PermanentException> onFailure) {
        this.endpoint = shared.endpoint();
        this.ordinal = ordinal;
        String what = "topic " + endpoint.getTopic() + " at " + endpoint.getBrokers() + " for route " + shared.route();
        Supplier<GroupMember> join = () -> join(shared);
        this.life = new PollThread(
                shared.topic(), what, join, intake, wakeup, shared.backoff(), endpoint.getMaxAttempts(), onFailure);
        this.thread = endpoint.getCamelContext()
                .getExecutorServiceManager()
                .newThread("kafka-batch-" + shared.route() + "-" + ordinal, life);
    }

    private GroupMember join(Shared shared) {
        KafkaClientSettings settings = endpoint.clientSettings();
        KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings.consumer(ordinal));
        OffsetCommits commits = new OffsetCommits(consumer, System::nanoTime);
        Assignment assignment = new Assignment(consumer, commits, wakeup, revokeTimeout(), shared.route());
        GroupMember member = new GroupMember(
                consumer,
                assignment,
                shared.starts(),
                flow(shared, settings, consumer, commits),
                intake,
                wakeup,
                new Heartbeat(consumer, Duration.ofMillis(endpoint.getSessionTimeout())));
        member.subscribe(endpoint.getTopic());
        return member;
    }

    private DeliveryFlow flow(
            Shared shared,
            KafkaClientSettings settings,
            KafkaConsumer<byte[], byte[]> consumer,
            OffsetCommits commits) {
        if (!endpoint.isTransactional()) {
            return new CommitFlow(commits, shared.delivery(), shared.writers(), wakeup);
        }
        SlotTransactions transactions =
                new SlotTransactions(settings.transactionalProducer(endpoint.transactionalId(ordinal)));
        return new TransactionFlow(
                consumer, commits, transactions, endpoint.getBrokers(), shared.delivery(), shared.writers(), wakeup);
    }

    private Duration revokeTimeout() {
        Duration drain = Duration.ofMillis(endpoint.getDrainTimeout());
        return drain.compareTo(LONGEST_REVOKE) < 0 ? drain : LONGEST_REVOKE;
    }

    void start() {
        thread.start();
    }

    void read() {
        intake.read();
        wakeup.signal();
    }

    /** Drains within the time and stays in the group; true once drained. */
    CompletableFuture<Boolean> pause(Duration drainTimeout) {
        CompletableFuture<Boolean> drained = intake.pause(drainTimeout);
        wakeup.signal();
        return drained;
    }

    /** Drains within the time and leaves the group; true once drained. */
    CompletableFuture<Boolean> leave(Duration drainTimeout) {
        CompletableFuture<Boolean> drained = intake.leave(drainTimeout);
        wakeup.signal();
        return drained;
    }

    /** Leaves the group without acknowledging anything more. */
    void abandon() {
        intake.abandon();
        wakeup.signal();
    }

    boolean isAskedToRead() {
        return intake.isReading();
    }

    /** Waits until the thread has left the group and closed its clients, or the time is over. */
    void awaitEnd(Duration timeout) {
        try {
            thread.join(timeout.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    boolean isReading() {
        return life.isReading();
    }

    List<SourceStatus> status() {
        return life.status();
    }
}
