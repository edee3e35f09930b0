package dev.caravan.failure;

/** The work was given up because its partition has another owner now or the process stops; nothing is acknowledged. */
public final class AbandonedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public AbandonedException(String message) {
        super(message);
    }
}
