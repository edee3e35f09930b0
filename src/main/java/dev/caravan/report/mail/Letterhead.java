package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Presentation;
import dev.caravan.report.Window;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.regex.Pattern;

/** The headers of one report's mails. */
record Letterhead(Sender sender, Clock clock, Presentation presentation, Window window) {

    /** RFC 5322's, as they are made and not as they may be. */
    private static final Pattern MESSAGE_ID = Pattern.compile("<[\\w!#$%&'*+/=?^`{|}~.-]{1,180}@[a-zA-Z0-9.-]{1,60}>");

    Letterhead {
        requireNonNull(sender, "sender");
        requireNonNull(clock, "clock");
        requireNonNull(presentation, "presentation");
        requireNonNull(window, "window");
    }

    /**
     * A mail dated now.
     *
     * @throws IllegalArgumentException if the recipient is not one address, or the id none
     */
    Letter letter(String recipient, String messageId, String subject, Multipart body) {
        Address.of(recipient);
        if (!MESSAGE_ID.matcher(messageId).matches()) {
            throw new IllegalArgumentException("\"" + HeaderText.of(messageId) + "\" is no <id@domain>");
        }
        MimeMessage message = new MimeMessage((Session) null) {
            @Override
            protected void updateMessageID() throws MessagingException {
                setHeader("Message-ID", messageId);
            }
        };
        try {
            message.setFrom(sender.header());
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient, false));
            message.setSubject(HeaderText.of(subject), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setHeader("X-Report-Id", presentation.name());
            message.setHeader("X-Report-Window", window.from() + "/" + window.to());
            message.setContent(body);
            message.saveChanges();
        } catch (MessagingException e) {
            throw new IllegalStateException("The mail of report " + presentation.name() + " could not be made", e);
        }
        return new MimeLetter(recipient, messageId, message);
    }
}
