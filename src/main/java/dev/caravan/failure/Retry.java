package dev.caravan.failure;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats an action in place until it succeeds, as long as it fails with {@link RetryableException}; every other
 * exception goes to the caller. In routes without a limit: the partition waits (back-pressure), nothing is skipped. A
 * command that somebody waits for sets one.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);

    private final Backoff backoff;
    private final Runnable onRetry;
    private final Duration atMost;

    /** @param onRetry called before each repetition, for counting */
    public Retry(Backoff backoff, Runnable onRetry) {
        this(backoff, onRetry, FOR_EVER);
    }

    private Retry(Backoff backoff, Runnable onRetry, Duration atMost) {
        this.backoff = requireNonNull(backoff, "backoff");
        this.onRetry = requireNonNull(onRetry, "onRetry");
        this.atMost = requireNonNull(atMost, "atMost");
    }

    /** After this time the next failure goes to the caller. */
    public static Retry atMost(Duration time, Backoff backoff) {
        return new Retry(backoff, () -> {}, time);
    }

    public Retry(Backoff backoff) {
        this(backoff, () -> {});
    }

    /**
     * @param what the attempt in words, for the log and the error
     * @throws AbandonedException when the work is given up meanwhile
     * @throws RetryableException the last failure, where there is a limit and it is over
     */
    public <T> T untilDone(String what, Abandonment abandonment, Callable<T> action) throws Exception {
        long start = System.nanoTime();
        for (int attempt = 1; ; attempt++) {
            abandonment.check(what);
            try {
                return action.call();
            } catch (RetryableException e) {
                if (System.nanoTime() - start >= atMost.toNanos()) {
                    throw e;
                }
                if (Integer.bitCount(attempt) == 1) {
                    LOG.warn("{} failed, attempt {}, trying again: {}", what, attempt, e.getMessage());
                }
                onRetry.run();
                abandonment.pauseAfter(e, backoff.delay(attempt), what);
            }
        }
    }
}
