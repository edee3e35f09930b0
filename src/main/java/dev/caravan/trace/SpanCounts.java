package dev.caravan.trace;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** What became of the spans: at most so many wait or are being sent, the others were sent or lost. Thread-safe. */
final class SpanCounts {

    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong lost = new AtomicLong();

    /** @param most that may wait at the same time, 1 or more */
    SpanCounts(int most) {
        this.most = most;
    }

    /** True if one more may wait; otherwise it is lost. */
    boolean enter() {
        if (waiting.incrementAndGet() <= most) {
            return true;
        }
        waiting.decrementAndGet();
        lost.incrementAndGet();
        return false;
    }

    void left(int spans, boolean areSent) {
        waiting.addAndGet(-spans);
        (areSent ? sent : lost).addAndGet(spans);
    }

    long sent() {
        return sent.get();
    }

    long lost() {
        return lost.get();
    }
}
