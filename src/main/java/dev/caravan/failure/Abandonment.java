package dev.caravan.failure;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A one-way flag that ends waiting and retrying at once, and knows what is waited for. One for each piece of work.
 * Thread-safe.
 */
public final class Abandonment {

    private final CountDownLatch latch = new CountDownLatch(1);
    private volatile String obstacle;

    public void abandon() {
        latch.countDown();
    }

    public boolean isAbandoned() {
        return latch.getCount() == 0;
    }

    /** Throws {@link AbandonedException} if the work was given up. */
    public void check(String what) {
        if (isAbandoned()) {
            throw new AbandonedException("Gave up " + what);
        }
    }

    /** {@link #pause} before an attempt that follows a failure. */
    public void pauseAfter(Throwable failure, Duration duration, String what) {
        obstacle = what + ": " + (failure.getMessage() == null ? failure : failure.getMessage());
        pause(duration, what);
    }

    /** The last failure after which somebody tried again, in words; it may be over. */
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    /** Waits for the given time, or shorter if the work is given up meanwhile, which then throws. */
    public void pause(Duration duration, String what) {
        try {
            if (latch.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new AbandonedException("Gave up " + what);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted: gave up " + what);
        }
    }
}
