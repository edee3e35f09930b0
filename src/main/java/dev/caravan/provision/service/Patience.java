package dev.caravan.provision.service;

import dev.caravan.failure.Abandonment;
import dev.caravan.failure.RetryableException;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** How long is waited for a service to have done what it was asked for. */
public record Patience(Duration atMost) {

    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    /**
     * Asks until it is so, first after 100 ms, later every 2 s.
     *
     * @param what is waited for, in words
     * @throws RetryableException after the time-out
     */
    public void until(String what, BooleanSupplier isSo) {
        long start = System.nanoTime();
        Abandonment waiting = new Abandonment();
        for (Duration pause = FIRST; !isSo.getAsBoolean(); pause = longer(pause)) {
            if (System.nanoTime() - start > atMost.toNanos()) {
                throw new RetryableException(
                        what + " was waited for in vain for " + atMost.toMillis() + " ms (setup.timeout)."
                                + " Run the command again: it goes on from there",
                        null);
            }
            waiting.pause(pause, "waiting: " + what);
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
