package dev.caravan.page.http;

/** What was asked for cannot be done; the message is for whoever looks at the page. */
public final class TellableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public TellableException(String message) {
        super(message);
    }

    public TellableException(String message, Throwable cause) {
        super(message, cause);
    }
}
