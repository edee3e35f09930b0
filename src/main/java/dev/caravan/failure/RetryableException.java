package dev.caravan.failure;

/** The same attempt may well succeed later: a throttle, a 5xx answer, a time-out, a lost connection. */
public class RetryableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what was attempted, on what, and what came back */
    public RetryableException(String message, Throwable cause) {
        super(message, cause);
    }
}
