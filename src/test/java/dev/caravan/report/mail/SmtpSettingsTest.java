package dev.caravan.report.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.report.mail.SmtpSettings.Login;
import dev.caravan.report.mail.SmtpSettings.Security;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SmtpSettingsTest {

    @Test
    void nothingButAHostIsNeededForAnEncryptedConnection() {
        assertThat(of(Map.of("mail.smtp.host", "mail.example.com")))
                .isEqualTo(new SmtpSettings(
                        "mail.example.com", 587, Security.STARTTLS, Optional.empty(), Duration.ofSeconds(30)));
    }

    @Test
    void everyKeyIsRead() {
        assertThat(of(Map.of(
                        "mail.smtp.host", "mail.example.com",
                        "mail.smtp.port", "2465",
                        "mail.smtp.security", "tls",
                        "mail.smtp.user", "caravan",
                        "mail.smtp.password", "s3cr3t",
                        "mail.smtp.timeout", "5s")))
                .isEqualTo(new SmtpSettings(
                        "mail.example.com",
                        2465,
                        Security.TLS,
                        Optional.of(new Login("caravan", "s3cr3t")),
                        Duration.ofSeconds(5)))
                .asString()
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @CsvSource({"starttls, 587", "tls, 465", "none, 25", "cleartext, 25"})
    void thePortIsTheUsualOne(String security, int port) {
        assertThat(of(Map.of("mail.smtp.host", "127.0.0.1", "mail.smtp.security", security))
                        .port())
                .isEqualTo(port);
    }

    @Test
    void onlyThisMachineMayGetMailsUnencryptedWithoutSayingSo() {
        assertThatThrownBy(() -> of(Map.of("mail.smtp.host", "192.0.2.1", "mail.smtp.security", "none")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("mail.smtp.host is 192.0.2.1. Write starttls or tls, or cleartext");
        assertThat(of(Map.of("mail.smtp.host", "192.0.2.1", "mail.smtp.security", "cleartext"))
                        .security())
                .isEqualTo(Security.CLEARTEXT);
    }

    @Test
    void halfALoginIsNone() {
        assertThatThrownBy(() -> of(Map.of("mail.smtp.host", "mail.example.com", "mail.smtp.user", "caravan")))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("needs both mail.smtp.user and mail.smtp.password");
    }

    @Test
    void encryptionIsNotOnlyOffered() {
        assertThat(of(Map.of("mail.smtp.host", "mail.example.com")).properties())
                .containsEntry("mail.smtp.starttls.required", "true")
                .containsEntry("mail.smtp.ssl.checkserveridentity", "true")
                .containsEntry("mail.smtp.connectiontimeout", "30000")
                .containsEntry("mail.smtp.timeout", "30000")
                .containsEntry("mail.smtp.writetimeout", "30000");
    }

    private static SmtpSettings of(Map<String, String> layer) {
        return SmtpSettings.from(Settings.defaults().with(layer, "the test"));
    }
}
