package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Presentation;
import dev.caravan.report.Window;
import dev.caravan.report.mail.page.Times;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMultipart;
import java.time.Clock;

/** Tells a report's owner that it failed, and why. */
public final class FailureLetters {

    private static final int MAX_REASON = 10_000;

    private final Sender sender;
    private final Clock clock;

    public FailureLetters(Sender sender, Clock clock) {
        this.sender = requireNonNull(sender, "sender");
        this.clock = requireNonNull(clock, "clock");
    }

    /**
     * A letter of plain text.
     *
     * @param owner one address
     * @param reason in words, such as Athena's own
     * @param messageId with its angle brackets
     */
    public Letter failure(Presentation p, Window w, String owner, String reason, String messageId) {
        String window = Times.window(w, p.zone());
        String text = "The report " + p.name() + " for " + window + " was not sent to its recipients.\n\nReason:\n"
                + reason.substring(0, Math.min(MAX_REASON, reason.length())).replaceAll("[\\p{Cc}&&[^\\n\\t]]", " ")
                + "\n\nOnly you get this mail, and once. To try again: caravan report resend --failed\n";
        try {
            return new Letterhead(sender, clock, p, w)
                    .letter(
                            owner,
                            messageId,
                            "FAILED: " + HeaderText.title(p.subject()) + " – " + window,
                            new MimeMultipart(MimeTree.text(text, "plain")));
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail about " + p.name() + " could not be made", e);
        }
    }
}
