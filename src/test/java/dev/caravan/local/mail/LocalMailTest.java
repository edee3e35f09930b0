package dev.caravan.local.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.testing.ListeningSockets;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@Timeout(60)
class LocalMailTest {
    @Test
    void aSentMailIsReceivedAndReadableOverImap() throws Exception {
        try (LocalMail mail = LocalMail.start(0, 0)) {
            // When
            send(mail, "analyst@example.com", "Täglicher Bericht", "42 Datensätze");

            // Then
            assertThat(mail.awaitReceived(1, Duration.ofSeconds(10))).isTrue();
            assertThat(mail.received()).singleElement().satisfies(message -> {
                assertThat(message.getSubject()).isEqualTo("Täglicher Bericht");
                assertThat(message.getContent()).asString().startsWith("42 Datensätze");
            });
            assertThat(subjectsOverImap(mail, "analyst@example.com")).containsExactly("Täglicher Bericht");
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void itListensOnLoopbackOnly() {
        // Given
        try (LocalMail mail = LocalMail.start(0, 0)) {
            // Then
            assertThat(ListeningSockets.of(ProcessHandle.current().pid()))
                    .anyMatch(address -> address.endsWith(String.format(Locale.ROOT, ":%04X", mail.smtpPort())));
            assertThat(ListeningSockets.beyondLoopback(ProcessHandle.current().pid()))
                    .noneMatch(address -> address.endsWith(String.format(Locale.ROOT, ":%04X", mail.smtpPort()))
                            || address.endsWith(String.format(Locale.ROOT, ":%04X", mail.imapPort())));
        }
    }

    @Test
    void closingFreesThePorts() {
        // Given
        LocalMail mail = LocalMail.start(0, 0);
        int smtpPort = mail.smtpPort();
        int imapPort = mail.imapPort();
        assertThatThrownBy(() -> LocalMail.start(smtpPort, 0))
                .isInstanceOf(LocalStartException.class)
                .hasMessageContaining("Port " + smtpPort + " for SMTP is taken");

        // When
        mail.close();
        mail.close();

        // Then
        assertThat(LoopbackPort.isFree(smtpPort)).isTrue();
        assertThat(LoopbackPort.isFree(imapPort)).isTrue();
    }

    private static void send(LocalMail mail, String recipient, String subject, String text) throws Exception {
        Properties settings = new Properties();
        settings.put("mail.smtp.host", "127.0.0.1");
        settings.put("mail.smtp.port", Integer.toString(mail.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(settings));
        message.setFrom(new InternetAddress("caravan@example.com"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(recipient));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        Transport.send(message);
    }

    private static List<String> subjectsOverImap(LocalMail mail, String user) throws Exception {
        try (Store store = Session.getInstance(new Properties()).getStore("imap")) {
            store.connect("127.0.0.1", mail.imapPort(), user, "any");
            try (Folder inbox = store.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                return List.of(inbox.getMessage(1).getSubject());
            }
        }
    }
}
