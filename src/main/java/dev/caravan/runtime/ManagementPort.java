package dev.caravan.runtime;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.apache.camel.main.Main;

/**
 * Where probes ask: {@code /observe/health}, {@code /observe/health/live} and {@code /observe/health/ready} on loopback,
 * answered by Camel's management server with 200 or 503.
 *
 * @param number 1 to 65535
 */
record ManagementPort(int number) {

    private static final String KEY = "management.port";

    /** Camel's own default is all addresses, without authentication. */
    private static final String HOST = "127.0.0.1";

    /** Empty if the setting is: then nothing listens. */
    static Optional<ManagementPort> from(Settings settings) {
        return settings.find(KEY).map(text -> {
            if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
                throw new SettingsException("Setting " + KEY + " = " + text + " (" + settings.origin(KEY)
                        + "): expected a port from 1 to 65535, or nothing for none");
            }
            return new ManagementPort(Integer.parseInt(text));
        });
    }

    void openFor(Main main) {
        main.addInitialProperty("camel.management.enabled", "true");
        main.addInitialProperty("camel.management.host", HOST);
        main.addInitialProperty("camel.management.port", Integer.toString(number));
        main.addInitialProperty("camel.management.health-check-enabled", "true");
        main.addInitialProperty("camel.management.health-path", "/observe/health");
    }

    /** @throws SettingsException if another process has it; Camel would say so late, with a stack trace */
    void requireFree() {
        try {
            new ServerSocket(number, 1, InetAddress.getLoopbackAddress()).close();
        } catch (IOException e) {
            throw new SettingsException("Setting " + KEY + " = " + number + ": " + HOST + ":" + number
                    + " cannot be listened on (" + e.getMessage() + "). Another instance? Give each a port of its own,"
                    + " or nothing for none");
        }
    }
}
