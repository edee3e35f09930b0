package dev.caravan.faults;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.caravan.faults.proxy.ProxiedRequest;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A container's endpoint for credentials, as AWS SDKs ask for them. Each answer is a session of its own; the key stays
 * the one that the embedded services know, so that only the session's token tells whether it has expired.
 */
final class SessionCredentials implements AutoCloseable {

    private final Map<String, Instant> ends = new ConcurrentHashMap<>();
    private final Duration promised;
    private final Duration kept;
    private final HttpServer server;

    /**
     * @param promised how long a session is said to last
     * @param kept how long it lasts
     */
    SessionCredentials(Duration promised, Duration kept) throws IOException {
        this.promised = promised;
        this.kept = kept;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::issue);
        server.start();
    }

    /** For {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}. */
    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
    }

    int issued() {
        return ends.size();
    }

    /** Whether a request is signed in a session that is over, or in none. */
    boolean isExpired(ProxiedRequest request) {
        Instant end = ends.get(request.header("X-Amz-Security-Token").orElse(""));
        return end == null || Instant.now().isAfter(end);
    }

    private void issue(HttpExchange exchange) throws IOException {
        Instant now = Instant.now();
        String token = "session-" + now;
        ends.put(token, now.plus(kept));
        byte[] body = """
                {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}
                """.formatted(
                        SharedServices.CREDENTIALS.accessKeyId(),
                        SharedServices.CREDENTIALS.secretAccessKey(),
                        token,
                        now.plus(promised))
                .getBytes(StandardCharsets.UTF_8);
        try (exchange) {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
