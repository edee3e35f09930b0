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

/** AWS Secrets Manager as far as reading a secret goes: a server on loopback that knows some secrets by their name. */
public final class SecretsServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final Map<String, String> secrets;
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

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

    /** Names of secrets, one for each request. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String name =
                    JSON.readTree(exchange.getRequestBody()).path("SecretId").asText();
            asked.add(name);
            boolean known = secrets.containsKey(name);
            byte[] answer = JSON.writeValueAsBytes(
                    known
                            ? Map.of("Name", name, "SecretString", secrets.get(name))
                            : Map.of("__type", "ResourceNotFoundException", "message", "no such secret"));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(known ? 200 : 400, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
