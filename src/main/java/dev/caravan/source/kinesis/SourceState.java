package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** What the shards of one consumer have to know about it, and the first failure that any of them reports. Thread-safe. */
final class SourceState {

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Consumer<Throwable> onFailure;
    private volatile boolean suspended;
    private volatile boolean stopping;

    /** @param onFailure called once, on the failing thread; must return soon */
    SourceState(Consumer<Throwable> onFailure) {
        this.onFailure = requireNonNull(onFailure, "onFailure");
    }

    /** Nothing is read until {@link #resume()}; what is buffered is written and acknowledged. */
    void suspend() {
        suspended = true;
    }

    void resume() {
        suspended = false;
    }

    /** Nothing is read any more; what is buffered is written and acknowledged. */
    void stop() {
        stopping = true;
    }

    /** No batch is acknowledged any more; the route has to stop. */
    void fail(Throwable reason) {
        if (failure.compareAndSet(null, requireNonNull(reason, "reason"))) {
            onFailure.accept(reason);
        }
    }

    boolean isSuspended() {
        return suspended;
    }

    boolean isStopping() {
        return stopping;
    }

    Optional<Throwable> failure() {
        return Optional.ofNullable(failure.get());
    }
}
