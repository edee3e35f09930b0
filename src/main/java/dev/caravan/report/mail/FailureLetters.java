package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Presentation;
import dev.caravan.report.Window;
import java.time.Clock;

/** Tells a report's owner that it failed, and why. */
public final class FailureLetters {

    public FailureLetters(Sender sender, Clock clock) {
        requireNonNull(sender, "sender");
        requireNonNull(clock, "clock");
    }

    /**
     * A letter of plain text.
     *
     * @param owner one address
     * @param reason in words, such as Athena's own
     */
    @SuppressWarnings("DoNotCallSuggester")
    public Letter failure(Presentation p, Window w, String owner, String reason, String messageId) {
        throw new UnsupportedOperationException("to come");
    }
}
