package dev.caravan.local.demo;

import dev.caravan.local.mail.LocalMail;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;

/** Mails the verdict through the embedded SMTP server and keeps what the mail box holds as {@code .eml} files. */
final class VerdictMail {

    private static final String TIMEOUT_MILLIS = "10000";

    private final LocalMail mail;

    VerdictMail(LocalMail mail) {
        this.mail = mail;
    }

    void send(String subject, String text, Path directory) throws MessagingException, IOException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(mail.smtpPort()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MILLIS);
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("caravan@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress("you@example.com"));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        Transport.send(message);
        keep(directory);
    }

    private void keep(Path directory) throws MessagingException, IOException {
        Files.createDirectories(directory);
        List<MimeMessage> received = mail.received();
        for (int i = 0; i < received.size(); i++) {
            try (OutputStream file = Files.newOutputStream(directory.resolve((i + 1) + ".eml"))) {
                received.get(i).writeTo(file);
            }
        }
    }
}
