package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.source.AttemptScope;
import dev.caravan.source.BatchDelivery;

/** One batch on its way through a writer, and whether the writer is done with it, whatever came of it. */
final class Delivery implements Runnable {

    private final BatchInDelivery batch;
    private final BatchDelivery route;
    private final AttemptScope scope;
    private final Runnable onDone;
    private volatile boolean done;

    /** @param onDone called on the writer's thread when the batch is written, failed or given up */
    Delivery(BatchInDelivery batch, BatchDelivery route, AttemptScope scope, Runnable onDone) {
        this.batch = requireNonNull(batch, "batch");
        this.route = requireNonNull(route, "route");
        this.scope = requireNonNull(scope, "scope");
        this.onDone = requireNonNull(onDone, "onDone");
    }

    @Override
    public void run() {
        try {
            route.deliver(batch, scope);
        } catch (RuntimeException | Error e) {
            batch.failed(e);
            throw e;
        } finally {
            done = true;
            onDone.run();
        }
    }

    BatchInDelivery batch() {
        return batch;
    }

    boolean isDone() {
        return done;
    }

    /** The writer gave up by itself: what is durable has to be asked of the broker. */
    boolean gaveUp() {
        return done
                && !batch.isWritten()
                && batch.failure() == null
                && !batch.abandonment().isAbandoned();
    }
}
