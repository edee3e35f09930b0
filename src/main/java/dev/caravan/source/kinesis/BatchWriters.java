package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The threads on which batches pass the route. At most one batch of a shard is under way, so the queue is as long as
 * the number of shards held at most.
 */
final class BatchWriters implements AutoCloseable {

    /** More shards than one worker can hold: on-demand streams have at most 2,048 (Kinesis quotas). */
    private static final int MAX_WAITING = 10_000;

    private final ThreadPoolExecutor threads;
    private final Consumer<BatchInDelivery> delivery;

    /**
     * @param writers batches under way at the same time, 1 or more
     * @param route names the threads
     * @param delivery brings one batch through the route and reports on the batch
     */
    BatchWriters(int writers, String route, Consumer<BatchInDelivery> delivery) {
        this.threads = new ThreadPoolExecutor(
                writers, writers, 30, TimeUnit.SECONDS, new LinkedBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "kinesis-batch-writer-" + route);
                    thread.setDaemon(true);
                    return thread;
                });
        this.threads.allowCoreThreadTimeOut(true);
        this.delivery = requireNonNull(delivery, "delivery");
    }

    /** Returns at once; the batch has its report when {@code done} is called, unless it was abandoned. */
    void write(BatchInDelivery batch, Runnable done) {
        threads.execute(() -> {
            try {
                delivery.accept(batch);
            } catch (Throwable e) {
                batch.failed(e);
            } finally {
                done.run();
            }
        });
    }

    /** Interrupts what is under way; what was abandoned has ended before. */
    @Override
    public void close() {
        threads.shutdownNow();
    }

    /** True if all threads have ended in time. */
    boolean awaitEnd(Duration atMost) throws InterruptedException {
        return threads.awaitTermination(atMost.toNanos(), TimeUnit.NANOSECONDS);
    }
}
