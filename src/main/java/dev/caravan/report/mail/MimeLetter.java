package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;

/** @param message whole, with all its headers */
record MimeLetter(String recipient, String messageId, MimeMessage message) implements Letter {

    MimeLetter {
        requireNonNull(recipient, "recipient");
        requireNonNull(messageId, "messageId");
        requireNonNull(message, "message");
    }

    @Override
    public void writeTo(OutputStream eml) throws IOException {
        try {
            message.writeTo(eml);
        } catch (MessagingException e) {
            throw new IOException("The mail " + messageId + " could not be written", e);
        }
    }
}
