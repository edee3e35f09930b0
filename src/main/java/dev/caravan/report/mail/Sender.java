package dev.caravan.report.mail;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Who the mails are from.
 *
 * @param name shown instead of the address; empty for none
 */
public record Sender(String name, String address) {

    private static final String KEY = "mail.from";

    public Sender {
        name = HeaderText.of(name);
        address = Address.of(address);
    }

    /** @throws SettingsException if {@code mail.from} is missing or no address */
    public static Sender from(Settings settings) {
        try {
            InternetAddress address = new InternetAddress(settings.get(KEY), true);
            return new Sender(address.getPersonal() == null ? "" : address.getPersonal(), address.getAddress());
        } catch (AddressException | IllegalArgumentException e) {
            throw SettingsException.of(
                    List.of(settings.problem(KEY, "expected name@domain or Name <name@domain>: " + e.getMessage())));
        }
    }

    InternetAddress header() {
        try {
            return name.isEmpty()
                    ? new InternetAddress(address, null, null)
                    : new InternetAddress(address, name, StandardCharsets.UTF_8.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException("Every JVM knows UTF-8", e);
        }
    }
}
