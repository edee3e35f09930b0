package dev.caravan.report;

/** Athena did not answer a query: the message has Athena's own reason. */
public final class QueryFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public QueryFailedException(String message) {
        super(message);
    }
}
