package dev.caravan.report.mail;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/** @param timeout of a connection, an answer, or the writing of a part */
record SmtpSettings(String host, int port, Security security, Optional<Login> login, Duration timeout) {

    /** What the mail library's own names begin with. */
    private static final String LIBRARY = "mail.smtp.";

    private static final String SECURITY = "mail.smtp.security";
    private static final String USER = "mail.smtp.user";
    private static final String PASSWORD = "mail.smtp.password";

    enum Security {
        STARTTLS(587),
        TLS(465),
        NONE(25),
        CLEARTEXT(25);

        private final int port;

        Security(int port) {
            this.port = port;
        }

        boolean encrypts() {
            return this == STARTTLS || this == TLS;
        }
    }

    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    SmtpSettings {
        requireNonNull(host, "host");
        requireNonNull(security, "security");
        requireNonNull(login, "login");
        requireNonNull(timeout, "timeout");
    }

    static SmtpSettings from(Settings settings) {
        Security security = Security.valueOf(settings.get(SECURITY).toUpperCase(Locale.ROOT));
        String host = settings.get("mail.smtp.host");
        if (security == Security.NONE && !isLoopback(host)) {
            throw SettingsException.of(List.of(settings.problem(
                    SECURITY,
                    "only this machine's own mail server may get mails and logins unencrypted, and mail.smtp.host is "
                            + host + ". Write starttls or tls, or cleartext if everybody on the way may read them")));
        }
        if (settings.find(USER).isPresent() != settings.find(PASSWORD).isPresent()) {
            throw new SettingsException("A login to the mail server needs both " + USER + " and " + PASSWORD);
        }
        return new SmtpSettings(
                host,
                settings.find("mail.smtp.port").map(Integer::valueOf).orElse(security.port),
                security,
                settings.find(USER).map(user -> new Login(user, settings.get(PASSWORD))),
                settings.duration("mail.smtp.timeout"));
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }

    /** For the mail library, none of whose waits is without an end. */
    Properties properties() {
        String millis = Long.toString(Math.min(Integer.MAX_VALUE, timeout.toMillis()));
        Map<String, Object> values = Map.of(
                "connectiontimeout",
                millis,
                "timeout",
                millis,
                "writetimeout",
                millis,
                "quitwait",
                false,
                "auth",
                login.isPresent(),
                "ssl.enable",
                security == Security.TLS,
                "starttls.enable",
                security == Security.STARTTLS,
                "starttls.required",
                security == Security.STARTTLS,
                "ssl.checkserveridentity",
                true);
        Properties properties = new Properties();
        values.forEach((name, value) -> properties.setProperty(LIBRARY + name, value.toString()));
        return properties;
    }
}
