package dev.caravan.faults.proxy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A door that is shut: what comes to it waits. Once released it stays open. */
public final class Hold {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    /**
     * Waits for the first that waits here, at most 60 s.
     *
     * @throws IllegalStateException if nobody came
     */
    public void reached() throws InterruptedException {
        reached(LIMIT);
    }

    /** Like {@link #reached()}, with another limit. */
    public void reached(Duration limit) throws InterruptedException {
        if (!reached.await(limit.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("Nothing came to the hold within " + limit);
        }
    }

    /** Lets all pass that wait, and all that come. */
    public void release() {
        released.countDown();
    }

    void await() throws InterruptedException {
        reached.countDown();
        released.await();
    }
}
