package dev.caravan.failure;

/**
 * No attempt can succeed until somebody changes something: access denied, no such bucket, a contradiction in the
 * settings. The route stops; no record is skipped and none is made a dead letter.
 */
public class PermanentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param message what was attempted, on what, what came back, and what to do */
    public PermanentException(String message) {
        super(message);
    }

    /** @param message what was attempted, on what, what came back, and what to do */
    public PermanentException(String message, Throwable cause) {
        super(message, cause);
    }
}
