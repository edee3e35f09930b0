package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

/**
 * One thing that was looked at.
 *
 * @param what the thing, for example {@code stream orders}
 * @param action IAM action, or Kafka's operation; empty if the row is not about a permission
 * @param resource its ARN or name; empty as before
 * @param detail one line; may be empty
 */
public record Row(String what, State state, String action, String resource, String detail) {

    public Row {
        requireNonNull(what, "what");
        requireNonNull(state, "state");
        requireNonNull(action, "action");
        requireNonNull(resource, "resource");
        requireNonNull(detail, "detail");
    }

    static Row info(String what, String detail) {
        return new Row(what, State.INFO, "", "", detail);
    }

    static Row of(String what, State state, String detail) {
        return new Row(what, state, "", "", detail);
    }
}
