package dev.caravan.local.athena.engine;

import dev.caravan.local.child.trino.wire.QueryFailure;

/** A statement ended badly; the message is Athena's StateChangeReason. */
public final class StatementFailed extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient QueryFailure failure;

    public StatementFailed(QueryFailure failure) {
        super(failure.reason());
        this.failure = failure;
    }

    public QueryFailure failure() {
        return failure;
    }
}
