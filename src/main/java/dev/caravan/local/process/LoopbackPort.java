package dev.caravan.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;

/** TCP ports of 127.0.0.1, which is all that embedded services listen on. */
public final class LoopbackPort {
    public static final String HOST = "127.0.0.1";

    private LoopbackPort() {}

    /** {@code 127.0.0.1:PORT}. */
    public static String address(int port) {
        return HOST + ":" + port;
    }

    /**
     * A port that was free a moment ago, for a server that must know its port before it binds. Another process may take
     * it in between; where a server can bind port 0 itself, let it.
     */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new LocalStartException("No free port on " + HOST + ": " + e, e);
        }
    }

    /** Never IPv6's, whatever the JVM prefers. */
    private static InetAddress loopback() throws UnknownHostException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /** Whether the port can be bound now; 0 always can. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    /**
     * Checks that a wanted port can be bound now.
     *
     * @param port 0 is always fine
     * @throws LocalStartException if it is taken, naming the service, the port and, where the system tells, the process
     *     that holds it
     */
    public static void requireFree(String service, int port) {
        if (!isFree(port)) {
            throw new LocalStartException("Port " + port + " for " + service + " is taken"
                    + PortHolder.of(port).map(" by "::concat).orElse("") + ": end that process, or give " + service
                    + " another port");
        }
    }
}
