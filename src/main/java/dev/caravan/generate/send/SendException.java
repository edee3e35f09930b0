package dev.caravan.generate.send;

/** Records cannot be sent, and trying again would not help: says to where, why, and what to do. */
public final class SendException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public SendException(String message, Throwable cause) {
        super(message, cause);
    }
}
