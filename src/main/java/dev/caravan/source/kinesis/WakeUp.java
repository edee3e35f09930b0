package dev.caravan.source.kinesis;

import dev.caravan.failure.AbandonedException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Ends one thread's wait early when something has changed; a call before the wait is not lost. Thread-safe. */
final class WakeUp {

    private final Semaphore calls = new Semaphore(0);

    void call() {
        calls.release();
    }

    /** Returns after a call, or when the time is over. */
    void await(Duration atMost) {
        try {
            if (calls.tryAcquire(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
                calls.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while waiting for a batch to be written");
        }
    }
}
