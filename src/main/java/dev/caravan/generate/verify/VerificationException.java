package dev.caravan.generate.verify;

/** A check could not be made: says what was asked, of what, and what came back. */
final class VerificationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VerificationException(String message) {
        super(message);
    }

    VerificationException(String message, Throwable cause) {
        super(message, cause);
    }
}
