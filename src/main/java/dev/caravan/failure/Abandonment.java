package dev.caravan.failure;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A one-way flag that ends waiting and retrying at once. Thread-safe. */
public final class Abandonment {

    private final CountDownLatch latch = new CountDownLatch(1);

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
