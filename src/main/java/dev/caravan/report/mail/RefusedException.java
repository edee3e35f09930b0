package dev.caravan.report.mail;

import dev.caravan.failure.PermanentException;

/** The mail server does not take a letter, or not from us: the message has its own words. */
public final class RefusedException extends PermanentException {

    private static final long serialVersionUID = 1L;

    /** @param message what was attempted, on what, what came back, and what to do */
    public RefusedException(String message, Throwable cause) {
        super(message, cause);
    }
}
