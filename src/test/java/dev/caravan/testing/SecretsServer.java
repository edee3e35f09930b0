package dev.caravan.testing;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** AWS Secrets Manager as far as reading a secret goes: a server on loopback that knows some secrets by their name. */
public final class SecretsServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> secrets;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final AtomicInteger refusals = new AtomicInteger();
    private volatile int status;
    private volatile String code = "";

    /** @param secrets their values by their names */
    public SecretsServer(Map<String, String> secrets) throws IOException {
        this.secrets = Map.copyOf(secrets);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    /** What lets the vault of a process be this one. */
    public Map<String, String> settings() {
        return Map.of(
                "camel.vault.aws.override-endpoint",
                "true",
                "camel.vault.aws.uri-endpoint-override",
                "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** Refuses so many requests from now on, the SDK's own repetitions among them, whatever they ask for. */
    public void refuse(int requests, int withStatus, String withCode) {
        status = withStatus;
        code = withCode;
        refusals.set(requests);
    }

    /** Names of secrets, one for each request. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name =
                    JSON.readTree(exchange.getRequestBody()).path("SecretId").asText();
            asked.add(name);
            if (refusals.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                send(exchange, status, Map.of("__type", code, "message", "not now"));
            } else if (secrets.containsKey(name)) {
                send(exchange, 200, Map.of("Name", name, "SecretString", secrets.get(name)));
            } else {
                send(exchange, 400, Map.of("__type", "ResourceNotFoundException", "message", "no such secret"));
            }
        }
    }

    private static void send(HttpExchange exchange, int status, Map<String, String> body) throws IOException {
        byte[] answer = JSON.writeValueAsBytes(body);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
