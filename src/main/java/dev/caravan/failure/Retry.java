package dev.caravan.failure;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.Callable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats an action in place until it succeeds, as long as it fails with {@link RetryableException}; every other
 * exception goes to the caller. Without a limit: the caller's partition waits (back-pressure), nothing is skipped.
 */
public final class Retry {

    private static final Logger LOG = LoggerFactory.getLogger(Retry.class);

    private final Backoff backoff;
    private final Runnable onRetry;

    /** @param onRetry called before each repetition, for counting */
    public Retry(Backoff backoff, Runnable onRetry) {
        this.backoff = requireNonNull(backoff, "backoff");
        this.onRetry = requireNonNull(onRetry, "onRetry");
    }

    public Retry(Backoff backoff) {
        this(backoff, () -> {});
    }

    /**
     * @param what the attempt in words, for the log and the error
     * @throws AbandonedException when the work is given up meanwhile
     */
    public <T> T untilDone(String what, Abandonment abandonment, Callable<T> action) throws Exception {
        for (int attempt = 1; ; attempt++) {
            abandonment.check(what);
            try {
                return action.call();
            } catch (RetryableException e) {
                if (Integer.bitCount(attempt) == 1) {
                    LOG.warn("{} failed, attempt {}, trying again: {}", what, attempt, e.getMessage());
                }
                onRetry.run();
                abandonment.pause(backoff.delay(attempt), what);
            }
        }
    }
}
