package dev.caravan.report.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** A letter as the mail library takes it, which remembers whether all of it was handed over. */
final class OutgoingLetter extends MimeMessage {

    private final Letter letter;
    private boolean whole;

    OutgoingLetter(Letter letter, Sender sender) {
        super((Session) null);
        this.letter = letter;
        try {
            // The sender of the envelope, where bounces go.
            setFrom(sender.header());
        } catch (MessagingException e) {
            throw new IllegalStateException("A new message takes a sender", e);
        }
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException {
        letter.writeTo(out);
        whole = true;
    }

    /** Whether only the dot that ends it, and the server's answer, can have been missing. */
    boolean isWhole() {
        return whole;
    }
}
