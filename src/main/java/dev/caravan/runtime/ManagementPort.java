package dev.caravan.runtime;

import static java.util.Objects.requireNonNull;

import dev.caravan.observe.Access;
import dev.caravan.observe.BearerToken;
import dev.caravan.observe.KnownHosts;
import dev.caravan.observe.ManagementServer;
import dev.caravan.observe.Pages;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;

/**
 * Where probes, Prometheus and browsers ask. On loopback unless another address is set, which needs a token.
 *
 * @param address to listen on, for example {@code 127.0.0.1} or {@code 0.0.0.0}
 * @param port 1 to 65535
 * @param access who may ask for more than the probes
 */
public record ManagementPort(String address, int port, Access access) {

    private static final String PORT = "management.port";
    private static final String ADDRESS = "management.address";
    private static final String TOKEN = "management.token";
    private static final String HOSTS = "management.hosts";
    private static final String LOOPBACK = "127.0.0.1";

    public ManagementPort {
        requireNonNull(address, "address");
        requireNonNull(access, "access");
    }

    /**
     * Empty if the port is set to nothing: then nothing listens.
     *
     * @throws SettingsException if a setting is none, or an address that others reach has no token
     */
    public static Optional<ManagementPort> from(Settings settings) {
        return settings.find(PORT).map(text -> {
            if (!text.matches("[1-9]\\d{0,4}") || Integer.parseInt(text) > 65_535) {
                throw new SettingsException("Setting " + PORT + " = " + text + " (" + settings.origin(PORT)
                        + "): expected a port from 1 to 65535, or nothing for none");
            }
            String address = settings.find(ADDRESS).orElse(LOOPBACK);
            Optional<BearerToken> token = settings.find(TOKEN).map(BearerToken::new);
            if (token.isEmpty() && !isLoopback(settings, address)) {
                throw new SettingsException("Setting " + ADDRESS + " = " + address + " (" + settings.origin(ADDRESS)
                        + "): others reach it, so it needs a token. Set " + TOKEN
                        + " with the environment variable MANAGEMENT_TOKEN, or listen on " + LOOPBACK);
            }
            return new ManagementPort(address, Integer.parseInt(text), new Access(token, hosts(settings)));
        });
    }

    private static KnownHosts hosts(Settings settings) {
        return new KnownHosts(settings.find(HOSTS).stream()
                .flatMap(Pattern.compile(",")::splitAsStream)
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet()));
    }

    private static boolean isLoopback(Settings settings, String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            throw new SettingsException("Setting " + ADDRESS + " = " + address + " (" + settings.origin(ADDRESS)
                    + "): nobody knows this address. Expected one of this machine, such as 127.0.0.1 or 0.0.0.0");
        }
    }

    /** {@code http://ADDRESS:PORT}, for the reader of a screen. */
    public String url() {
        return "http://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }

    /** The address of the page, for the reader of a screen. */
    public String page() {
        return url() + "/page/";
    }

    /**
     * Listens until the server is closed.
     *
     * @throws SettingsException if another process has the port, or the address is none of this machine
     */
    ManagementServer open(CamelContext context, Supplier<String> metrics, Pages pages) {
        requireFree();
        return ManagementServer.open(address, port, access, context, metrics, pages);
    }

    /** The server itself may share a port with another one that allows it. */
    private void requireFree() {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port), 1);
        } catch (IOException e) {
            throw new SettingsException("Setting " + PORT + " = " + port + ": " + address + ":" + port
                    + " cannot be listened on (" + e.getMessage() + "). Another instance? Give each a port of its own,"
                    + " or nothing for none; and " + ADDRESS + " is an address of this machine");
        }
    }
}
