package dev.caravan.source.kinesis;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether this worker has nothing to read because others hold every lease. Waits for no answer. Thread-safe. */
final class StandBy {

    private static final Logger LOG = LoggerFactory.getLogger(StandBy.class);

    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final Supplier<CompletableFuture<Boolean>> othersHoldAll;
    private final LongSupplier nanoTime;
    private CompletableFuture<Boolean> question = CompletableFuture.completedFuture(false);
    private long askedNanos;
    private volatile boolean answer;

    /**
     * @param othersHoldAll asks the lease table
     * @param nanoTime a monotonic clock
     */
    StandBy(Supplier<CompletableFuture<Boolean>> othersHoldAll, LongSupplier nanoTime) {
        this.othersHoldAll = requireNonNull(othersHoldAll, "othersHoldAll");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.askedNanos = nanoTime.getAsLong() - AGAIN.toNanos();
    }

    /** The last answer; asks again if that is 5 s old. False while there is none, and if the table does not answer. */
    synchronized boolean isOne() {
        if (question.isDone() && nanoTime.getAsLong() - askedNanos >= AGAIN.toNanos()) {
            askedNanos = nanoTime.getAsLong();
            question = othersHoldAll.get().whenComplete(this::answered);
        }
        return answer;
    }

    private void answered(Boolean others, Throwable failure) {
        answer = failure == null && others;
        if (failure != null) {
            LOG.debug("The lease table does not say who holds the leases", failure);
        }
    }
}
