package dev.caravan.source.kafka;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.errors.WakeupException;

/**
 * Lets other threads end the waiting of one poll thread early. The consumer is interrupted only while it polls, so that
 * commits are rarely cut; a signal at any other time makes the next poll return at once.
 */
final class Wakeup {

    private final LongSupplier nanoTime;
    private Consumer<byte[], byte[]> polling;
    private boolean signalled;

    Wakeup(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    /** Any thread: there is something to look at. */
    synchronized void signal() {
        signalled = true;
        if (polling != null) {
            polling.wakeup();
        }
        notifyAll();
    }

    /** The poll thread: fetches records, or none when the time is over or a signal came. */
    ConsumerRecords<byte[], byte[]> poll(Consumer<byte[], byte[]> consumer, Duration timeout) {
        Duration wait;
        synchronized (this) {
            wait = signalled ? Duration.ZERO : timeout;
            polling = consumer;
        }
        try {
            return consumer.poll(wait);
        } catch (WakeupException e) {
            // The signal: whoever polls looks at everything after each poll anyway.
            return ConsumerRecords.empty();
        } finally {
            synchronized (this) {
                polling = null;
                signalled = false;
            }
        }
    }

    /** The poll thread: waits without polling until the condition holds or the time is over; true if it holds. */
    synchronized boolean await(BooleanSupplier condition, Duration timeout) {
        long deadline = nanoTime.getAsLong() + timeout.toNanos();
        while (!condition.getAsBoolean()) {
            long millis = Math.min(1_000, (deadline - nanoTime.getAsLong()) / 1_000_000);
            if (millis <= 0) {
                return false;
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return condition.getAsBoolean();
            }
        }
        return true;
    }
}
