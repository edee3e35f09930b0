package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.failure.RetryableException;
import dev.caravan.report.mail.SmtpSettings.Security;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class SmtpMailerTest {

    private static final Letter LETTER = new Letter() {
        @Override
        public String recipient() {
            return Samples.READER;
        }

        @Override
        public String messageId() {
            return Samples.ID;
        }

        @Override
        public void writeTo(OutputStream eml) throws IOException {
            eml.write("Subject: x\r\n\r\nText\r\n".getBytes(StandardCharsets.US_ASCII));
        }
    };

    @Test
    void aTakenMailIsTakenEvenIfTheServerHangsUpThen() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("QUIT", ScriptedSmtp.HANG_UP))) {
            assertThatCode(() -> mailer(server.port()).send(LETTER)).doesNotThrowAnyException();
            assertThat(server.taken()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 451 try later",
        "MAIL, 452 too much mail",
        "DATA, 421 going down",
        "END, 450 busy",
        "GREETING, 421 too many"
    })
    void aServerThatPutsTheMailOffIsWorthARetry(String command, String answer) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, answer))) {
            assertThatThrownBy(() -> mailer(server.port()).send(LETTER))
                    .isInstanceOf(RetryableException.class)
                    .hasMessageContaining(answer)
                    .hasMessageContaining(Samples.READER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550 no such user here",
        "MAIL, 553 not you",
        "DATA, 554 no",
        "END, 552 too large",
        "GREETING, 554 not you"
    })
    void aServerThatRefusesTheMailIsQuoted(String command, String answer) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, answer))) {
            assertThatThrownBy(() -> mailer(server.port()).send(LETTER))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining(answer)
                    .hasMessageContaining(Samples.READER);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.HANG_UP, ScriptedSmtp.SILENCE})
    void aLostAnswerToAWholeMailIsUncertain(String loss) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(ScriptedSmtp.END, loss))) {
            // When
            assertThatThrownBy(() -> mailer(server.port()).send(LETTER))
                    .isInstanceOf(UncertainException.class)
                    .hasMessageContaining("before the server said whether it took the mail");

            // Then nobody sent it again
            assertThat(server.ended()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GREETING, hang up",
        "MAIL, hang up",
        "RCPT, hang up",
        "DATA, hang up",
        "GREETING, silence",
        "RCPT, silence"
    })
    void aConnectionLostBeforeTheMailWentIsWorthARetry(String command, String loss) throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of(command, loss))) {
            assertThatThrownBy(() -> mailer(server.port()).send(LETTER)).isInstanceOf(RetryableException.class);
            assertThat(server.ended()).isZero();
        }
    }

    @Test
    void aMailThatIsPutOffTwiceIsSentOnceByTheThirdAttempt() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of("RCPT", "451 try later"), 2)) {
            // When
            AtomicInteger attempts = new AtomicInteger();
            new Retry(new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), () -> 1))
                    .untilDone("mailing", new Abandonment(), () -> {
                        attempts.incrementAndGet();
                        mailer(server.port()).send(LETTER);
                        return null;
                    });

            // Then
            assertThat(attempts).hasValue(3);
            assertThat(server.taken()).isEqualTo(1);
        }
    }

    @Test
    void aServerThatIsAwayIsWorthARetry() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        assertThatThrownBy(() -> mailer(port).send(LETTER)).isInstanceOf(RetryableException.class);
    }

    @Test
    void noMailGoesToAServerWithoutTheEncryptionThatIsAskedFor() throws Exception {
        try (ScriptedSmtp server = new ScriptedSmtp(Map.of())) {
            assertThatThrownBy(() -> mailer(server.port(), Security.STARTTLS).send(LETTER))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("STARTTLS");
            assertThat(server.ended()).isZero();
        }
    }

    @Test
    void noMailGoesToAServerWhoseCertificateNobodyTrusts() {
        ServerSetup setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
        setup.setServerStartupTimeout(Duration.ofSeconds(30).toMillis());
        GreenMail server = new GreenMail(setup);
        server.start();
        try {
            assertThatThrownBy(() ->
                            mailer(server.getSmtps().getPort(), Security.TLS).send(LETTER))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageContaining("certificate is not trusted");
        } finally {
            server.stop();
        }
    }

    private static Mailer mailer(int port) {
        return mailer(port, Security.NONE);
    }

    private static Mailer mailer(int port, Security security) {
        return new SmtpMailer(
                Samples.SENDER, new SmtpSettings("127.0.0.1", port, security, Optional.empty(), Duration.ofSeconds(3)));
    }
}
