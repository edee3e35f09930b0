package dev.caravan.local.glue.crawler;

import java.time.Instant;
import java.util.UUID;

/** A crawl that has been started and has not ended. */
final class RunningCrawl {
    private final String crawlId = UUID.randomUUID().toString();
    private final long startNanos = System.nanoTime();
    private final Instant start;
    private volatile boolean cancelled;
    private Thread thread;

    RunningCrawl(Instant start) {
        this.start = start;
    }

    String crawlId() {
        return crawlId;
    }

    Instant start() {
        return start;
    }

    long elapsedMillis() {
        return (System.nanoTime() - startNanos) / 1_000_000;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Called by the thread that crawls, before and after. */
    synchronized void runBy(Thread newThread) {
        thread = newThread;
    }

    /** Ends waits for S3 as well. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}
