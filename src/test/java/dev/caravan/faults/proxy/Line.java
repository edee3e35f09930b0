package dev.caravan.faults.proxy;

import java.util.concurrent.TimeUnit;

/** One direction of a link, shared by all its connections: it carries one piece after the other. */
final class Line {
    private long freeAtNanos = System.nanoTime();

    /** Takes as long as these bytes do. */
    void carry(int bytes, int bytesPerSecond) throws InterruptedException {
        if (bytesPerSecond > 0) {
            sleepUntil(reserve(TimeUnit.SECONDS.toNanos(1) * bytes / bytesPerSecond));
        }
    }

    private synchronized long reserve(long nanos) {
        freeAtNanos = Math.max(freeAtNanos, System.nanoTime()) + nanos;
        return freeAtNanos;
    }

    static void sleepUntil(long nanoTime) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(nanoTime - System.nanoTime());
    }
}
