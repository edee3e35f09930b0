package dev.caravan.record;

import static java.util.Objects.requireNonNull;

/**
 * A step or a sink refuses one record for its content: the record becomes a dead letter, its neighbours go on.
 *
 * <p>Has no stack trace: it is an answer about data, not a defect, and may be frequent.
 */
public final class RejectedRecordException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** @param detail what was found and what was expected, without the record's content beyond names and types */
    public RejectedRecordException(Reason reason, String detail) {
        super(requireNonNull(detail, "detail"), null, false, false);
        this.reason = requireNonNull(reason, "reason");
    }

    public Reason reason() {
        return reason;
    }
}
