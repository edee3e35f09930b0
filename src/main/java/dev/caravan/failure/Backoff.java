package dev.caravan.failure;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;

/**
 * Full-jitter exponential back-off: the n-th delay is uniform between 0 and {@code min(cap, base * 2^n)} (AWS Builders'
 * Library, "Timeouts, retries and backoff with jitter").
 */
public record Backoff(Duration base, Duration cap, DoubleSupplier random) {

    /** 100 ms growing to at most 10 s. */
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(100), Duration.ofSeconds(10), () -> ThreadLocalRandom.current()
                    .nextDouble());

    public Backoff {
        if (base.isNegative() || base.isZero() || cap.compareTo(base) < 0) {
            throw new IllegalArgumentException("A back-off needs 0 < base <= cap, got " + base + " and " + cap);
        }
    }

    /** @param attempt failed attempts so far, 1 or more */
    public Duration delay(int attempt) {
        double ceiling = Math.min((double) cap.toNanos(), base.toNanos() * Math.pow(2, Math.min(attempt - 1, 40)));
        return Duration.ofNanos((long) (ceiling * random.getAsDouble()));
    }
}
