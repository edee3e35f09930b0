package dev.caravan.record;

import static java.util.Objects.requireNonNull;

/** A record that was refused for its content, and why. */
public record Rejection(SourceRecord record, Reason reason, String detail) {

    public Rejection {
        requireNonNull(record, "record");
        requireNonNull(reason, "reason");
        requireNonNull(detail, "detail");
    }
}
