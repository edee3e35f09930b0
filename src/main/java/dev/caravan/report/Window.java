package dev.caravan.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;

/**
 * The time that one run of a report covers, half-open and in UTC: what happened at {@code from} is in it, what happened at
 * {@code to} is in the next one.
 */
public record Window(Instant from, Instant to) {

    public Window {
        requireNonNull(from, "from");
        requireNonNull(to, "to");
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("A window from " + from + " to " + to + " is empty");
        }
    }
}
