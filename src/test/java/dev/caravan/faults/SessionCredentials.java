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
    private final Duration lasting;
    private final HttpServer server;
    private volatile boolean away;

    /** @param lasting of each session */
    SessionCredentials(Duration lasting) throws IOException {
        this.lasting = lasting;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::issue);
        server.start();
    }

    /** For {@code AWS_CONTAINER_CREDENTIALS_FULL_URI}. */
    String uri() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/credentials";
    }

    /** Whether the endpoint answers 503. */
    void away(boolean now) {
        away = now;
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
        if (away) {
            try (exchange) {
                exchange.sendResponseHeaders(503, -1);
            }
            return;
        }
        Instant now = Instant.now();
        String token = "session-" + now;
        ends.put(token, now.plus(lasting));
        byte[] body = """
            {"AccessKeyId": "%s", "SecretAccessKey": "%s", "Token": "%s", "Expiration": "%s"}
            """.formatted(
                        SharedServices.CREDENTIALS.accessKeyId(),
                        SharedServices.CREDENTIALS.secretAccessKey(),
                        token,
                        now.plus(lasting))
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
