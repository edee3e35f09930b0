package dev.caravan.local.mail;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;

/**
 * One running SMTP and IMAP server. Every address has a mailbox of its own, opened by the first mail to it; the IMAP
 * login is the address, with any password. Mails are lost at {@link #close()}.
 */
public final class LocalMail implements AutoCloseable {
    private final GreenMail server;

    private LocalMail(GreenMail server) {
        this.server = server;
    }

    /**
     * Starts the server and returns when it accepts connections.
     *
     * @param smtpPort on 127.0.0.1; 0 takes a free one
     * @param imapPort on 127.0.0.1; 0 takes a free one
     * @throws LocalStartException if a port is taken
     */
    public static LocalMail start(int smtpPort, int imapPort) {
        LoopbackPort.requireFree("SMTP", smtpPort);
        LoopbackPort.requireFree("IMAP", imapPort);
        GreenMail server = new GreenMail(new ServerSetup[] {
            new ServerSetup(smtpPort, LoopbackPort.HOST, ServerSetup.PROTOCOL_SMTP),
            new ServerSetup(imapPort, LoopbackPort.HOST, ServerSetup.PROTOCOL_IMAP)
        });
        server.withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        try {
            server.start();
        } catch (RuntimeException e) {
            server.stop();
            throw new LocalStartException(
                    "The mail server did not start on SMTP port " + smtpPort + ", IMAP port " + imapPort + ": " + e, e);
        }
        return new LocalMail(server);
    }

    public int smtpPort() {
        return server.getSmtp().getPort();
    }

    public int imapPort() {
        return server.getImap().getPort();
    }

    /** All mails received so far, to whatever address, oldest first; one for each recipient. */
    public List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    /** Waits until at least {@code count} mails have been received in all, and says whether they have. */
    public boolean awaitReceived(int count, Duration timeout) {
        return server.waitForIncomingEmail(timeout.toMillis(), count);
    }

    /** Stops the server and returns when its ports are free. Idempotent. */
    @Override
    public void close() {
        server.stop();
    }
}
