package dev.caravan.settings;

import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.ValueType.DURATION;
import static dev.caravan.settings.ValueType.PORT;
import static dev.caravan.settings.ValueType.SECRET;
import static dev.caravan.settings.ValueType.TEXT;
import static dev.caravan.settings.ValueType.oneOf;

import java.util.List;

/** Keys about how reports are mailed. */
final class MailSections {

    static final List<Section> ALL = List.of(Section.of(
            "Mail",
            "how reports reach their recipients",
            caravan("mail.from", TEXT, "", "Address of the sender, name@domain or Name <name@domain>."),
            caravan(
                    "mail.transport",
                    oneOf("smtp", "ses"),
                    "smtp",
                    "smtp, which Amazon SES speaks too, or ses for its API with AWS's credentials. Through SES mails get"
                            + " another Message-ID."),
            caravan("mail.smtp.host", TEXT, "", "The mail server."),
            caravan(
                    "mail.smtp.port",
                    PORT,
                    "",
                    "Nothing for 587 with starttls, 465 with tls, 25 with none or cleartext."),
            caravan(
                    "mail.smtp.security",
                    oneOf("starttls", "tls", "none", "cleartext"),
                    "starttls",
                    "starttls: no mail goes before the connection is encrypted. tls: encrypted from the start. none: not"
                            + " at all, which this machine's own server alone may have. cleartext: the same, to any"
                            + " server: everybody on the way can read the mails."),
            caravan("mail.smtp.user", TEXT, "", "Nothing for a server that asks for no login."),
            caravan(
                    "mail.smtp.password",
                    SECRET,
                    "",
                    "The password, a secret: {{env:NAME}}, {{file:/path}}, {{aws:NAME}}, or nothing here and the"
                            + " environment variable MAIL_SMTP_PASSWORD."),
            caravan(
                    "mail.smtp.timeout",
                    DURATION,
                    "30s",
                    "How long a connection, an answer, or the writing of a part of a mail may take."),
            caravan(
                    "mail.keep",
                    TEXT,
                    "",
                    "Directory in which every mail that was sent is kept as a file .eml; nothing for none. Nobody deletes"
                            + " them.")));

    private MailSections() {}
}
