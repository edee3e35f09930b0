package dev.caravan.report.mail;

/**
 * The whole letter went to the mail server and its answer did not come: it may be delivered or not. Neither retryable nor
 * permanent, since only a person can say whether a second mail is better than none.
 */
public final class UncertainException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what was attempted, on what, and what happened */
    public UncertainException(String message, Throwable cause) {
        super(message, cause);
    }
}
