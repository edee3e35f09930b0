package dev.caravan.local.process;

/** An embedded service or its child JVM could not start. The message is one line for a user: what, where, why, what to do. */
public final class LocalStartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LocalStartException(String message) {
        super(message);
    }

    public LocalStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
