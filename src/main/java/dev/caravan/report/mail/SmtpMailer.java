package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.RetryableException;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import java.security.cert.CertificateException;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * SMTP, a connection for each letter. What an attempt came to is read from the server's reply codes (RFC 5321) and from
 * how far it got, not from messages: only a letter whose end was on its way can be there without an answer.
 */
final class SmtpMailer implements Mailer {

    private static final Logger LOG = LoggerFactory.getLogger(SmtpMailer.class);

    private final Sender sender;
    private final SmtpSettings settings;
    private final Session session;

    SmtpMailer(Sender sender, SmtpSettings settings) {
        this.sender = requireNonNull(sender, "sender");
        this.settings = requireNonNull(settings, "settings");
        this.session = Session.getInstance(settings.properties());
    }

    @Override
    public void send(Letter letter) {
        SMTPTransport transport = new SMTPTransport(session, null);
        OutgoingLetter message = new OutgoingLetter(letter, sender);
        try {
            connect(transport);
            transport.sendMessage(message, new Address[] {new InternetAddress(letter.recipient(), false)});
        } catch (MessagingException e) {
            throw failure(letter, transport, message.isWhole(), e);
        } finally {
            close(transport);
        }
    }

    private void connect(SMTPTransport transport) throws MessagingException {
        if (settings.login().isPresent()) {
            SmtpSettings.Login login = settings.login().get();
            transport.connect(settings.host(), settings.port(), login.user(), login.password());
        } else {
            transport.connect(settings.host(), settings.port(), null, null);
        }
    }

    private RuntimeException failure(Letter letter, SMTPTransport transport, boolean whole, MessagingException e) {
        int code = transport.getLastReturnCode();
        String what = "Mailing " + letter.messageId() + " to " + letter.recipient() + " through " + settings.host()
                + ":" + settings.port();
        if (code >= 500) {
            return new RefusedException(what + " was refused: " + answer(transport) + ". " + advice(code), e);
        }
        if (code >= 400) {
            return new RetryableException(what + " was put off: " + answer(transport), e);
        }
        if (whole) {
            return new UncertainException(
                    what + ": the connection was lost before the server said whether it took the mail: " + reason(e),
                    e);
        }
        if (isUntrusted(e)) {
            return new RefusedException(
                    what + ": the server's certificate is not trusted: " + reason(e)
                            + ". Correct mail.smtp.host, or let the JVM trust the server's authority",
                    e);
        }
        if (code > 0 && e.getNextException() == null) {
            return new RefusedException(
                    what + ": the server does not offer what mail.smtp.security or the login asks for: " + reason(e),
                    e);
        }
        return new RetryableException(what + " did not succeed: " + reason(e), e);
    }

    private static String advice(int code) {
        return switch (code) {
            case 530, 534, 535, 538 -> "Check mail.smtp.user, mail.smtp.password and mail.smtp.security";
            case 550, 551, 553 -> "Correct the recipient's address, or let the server accept mail.from";
            case 552, 554 -> "Ask who runs the server; large files go as links with a smaller limit";
            default -> "The same mail gets the same answer";
        };
    }

    private static String answer(SMTPTransport transport) {
        return HeaderText.of(String.valueOf(transport.getLastServerResponse()));
    }

    private static String reason(MessagingException e) {
        String cause =
                e.getNextException() == null ? "" : ": " + e.getNextException().getMessage();
        return HeaderText.of(e.getMessage() + cause);
    }

    private static boolean isUntrusted(MessagingException e) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .anyMatch(CertificateException.class::isInstance);
    }

    /** What went before decides; the server may have hung up already. */
    private static void close(SMTPTransport transport) {
        try {
            transport.close();
        } catch (MessagingException e) {
            LOG.debug("The connection to the mail server was not closed in order", e);
        }
    }
}
