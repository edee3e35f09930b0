package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * What Camel's threads want of one poll thread: read, drain and pause, or drain and leave. Thread-safe.
 *
 * <p>Draining means that no new batch is begun by reading, and that what is buffered is cut, written and acknowledged.
 */
final class Intake {

    private enum Goal {
        READ,
        PAUSE,
        LEAVE
    }

    /** @param drained completed once: true if nothing was left unacknowledged, false if the time ran out */
    private record Order(Goal goal, long deadlineNanos, CompletableFuture<Boolean> drained) {}

    private final LongSupplier nanoTime;
    private volatile Order order;
    private volatile boolean ended;

    Intake(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.order = new Order(Goal.READ, 0, CompletableFuture.completedFuture(true));
    }

    void read() {
        order = new Order(Goal.READ, 0, CompletableFuture.completedFuture(true));
    }

    /** Drain within the time, abandon what is left then, and stay a member that reads nothing. */
    CompletableFuture<Boolean> pause(Duration drainTimeout) {
        return give(Goal.PAUSE, drainTimeout);
    }

    /** Leave at once: whatever is not acknowledged is the next owner's. */
    void abandon() {
        order = new Order(Goal.LEAVE, 0, CompletableFuture.completedFuture(false));
    }

    /** Drain within the time, then leave. */
    CompletableFuture<Boolean> leave(Duration drainTimeout) {
        return give(Goal.LEAVE, drainTimeout);
    }

    private CompletableFuture<Boolean> give(Goal goal, Duration drainTimeout) {
        CompletableFuture<Boolean> drained = new CompletableFuture<>();
        order = new Order(goal, nanoTime.getAsLong() + drainTimeout.toNanos(), drained);
        if (ended) {
            drained.complete(false);
        }
        return drained;
    }

    boolean isReading() {
        return order.goal() == Goal.READ;
    }

    boolean isDraining() {
        return !order.drained().isDone();
    }

    /** True between the end of draining and the order to read again: nothing is read, written or acknowledged. */
    boolean isPaused() {
        Order current = order;
        return current.goal() == Goal.PAUSE && current.drained().isDone();
    }

    boolean isLeaving() {
        return order.goal() == Goal.LEAVE;
    }

    /** The poll thread, at the end of a turn; true if it has to end. */
    boolean settle(boolean empty) {
        Order current = order;
        if (empty) {
            current.drained().complete(true);
        } else if (nanoTime.getAsLong() - current.deadlineNanos() >= 0) {
            current.drained().complete(false);
        }
        return current.goal() == Goal.LEAVE && current.drained().isDone();
    }

    /** The poll thread ends: nobody shall wait for it. */
    void ended() {
        ended = true;
        order.drained().complete(false);
    }
}
