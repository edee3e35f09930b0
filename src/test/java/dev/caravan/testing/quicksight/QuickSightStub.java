package dev.caravan.testing.quicksight;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** QuickSight on loopback. Every request that its model does not allow is refused, and told by {@link #violations}. */
public final class QuickSightStub implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Pattern QUERY = Pattern.compile("([^&=]+)=([^&]*)");
    private static final Pattern REGION = Pattern.compile("Credential=[^/]+/\\d+/([^/]+)/quicksight/");

    private final ServiceModel model = ServiceModel.read();
    private final Assets assets = new Assets();
    private final Map<String, Refusal> refusals = new HashMap<>();
    private final List<Call> calls = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private final HttpServer server;

    /** @param request all members, wherever they stood */
    public record Call(String operation, JsonNode request) {}

    private QuickSightStub(HttpServer server) {
        this.server = server;
        server.createContext("/", this::handle);
        server.start();
    }

    public static QuickSightStub start() {
        try {
            return new QuickSightStub(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** From now on the operation is refused. */
    public synchronized void refuse(String operation, Refusal refusal) {
        refusals.put(operation, refusal);
    }

    /** No operation is refused any more. */
    public synchronized void allow() {
        refusals.clear();
    }

    /** @param operation that creates or changes something, which fails after it was accepted */
    public synchronized void failNext(String operation, String message) {
        assets.fail(Kind.of(operation), message);
    }

    /** All that were allowed, in their order. */
    public synchronized List<Call> calls() {
        return List.copyOf(calls);
    }

    /** What requests were refused for. */
    public synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    /** By ARN: members as they were sent last, with tags, permissions and status. */
    public synchronized Map<String, ObjectNode> assets() {
        return new LinkedHashMap<>(assets.all());
    }

    private synchronized void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] sent = exchange.getRequestBody().readAllBytes();
            try {
                reply(
                        exchange,
                        200,
                        answer(exchange, sent.length == 0 ? JSON.createObjectNode() : JSON.readTree(sent)));
            } catch (Refusal.Thrown e) {
                Refusal refusal = e.refusal();
                exchange.getResponseHeaders().set("x-amzn-ErrorType", refusal.code());
                ObjectNode body = JSON.createObjectNode().put("Message", refusal.message());
                refusal.resourceType().ifPresent(type -> body.put("ResourceType", type));
                reply(exchange, model.status(refusal.code()), body);
            }
        }
    }

    private ObjectNode answer(HttpExchange exchange, JsonNode body) {
        URI uri = exchange.getRequestURI();
        ServiceModel.Operation operation = model.operation(exchange.getRequestMethod(), uri.getRawPath())
                .orElseThrow(() -> violation(exchange.getRequestMethod() + " " + uri + ": no such operation"));
        Map<String, String> named = named(operation, uri);
        List<String> problems = InputCheck.problems(model, operation.input(), body, named);
        if (!problems.isEmpty()) {
            throw violation(String.join("; ", problems));
        }
        if (refusals.containsKey(operation.name())) {
            throw new Refusal.Thrown(refusals.get(operation.name()));
        }
        ObjectNode request = members(operation, body, named);
        calls.add(new Call(operation.name(), request));
        return assets.answer(operation.name(), arn(operation.name(), request, region(exchange)), request);
    }

    private Map<String, String> named(ServiceModel.Operation operation, URI uri) {
        Map<String, String> named = new HashMap<>();
        operation.path().forEach((name, value) -> named.put(name, decoded(value)));
        QUERY.matcher(uri.getRawQuery() == null ? "" : uri.getRawQuery())
                .results()
                .forEach(pair -> named.put(decoded(pair.group(1)), decoded(pair.group(2))));
        return named;
    }

    private ObjectNode members(ServiceModel.Operation operation, JsonNode body, Map<String, String> named) {
        ObjectNode request = body.deepCopy();
        model.shape(operation.input()).path("members").properties().forEach(member -> {
            String value = named.get(member.getValue().path("locationName").asText());
            if (value != null) {
                request.put(member.getKey(), value);
            }
        });
        return request;
    }

    private static String arn(String operation, JsonNode request, String region) {
        if (request.has("ResourceArn")) {
            return request.path("ResourceArn").asText();
        }
        Kind kind = Kind.of(operation);
        return "arn:aws:quicksight:" + region + ":"
                + request.path("AwsAccountId").asText() + ":" + kind.segment + "/"
                + request.path(kind.idMember()).asText();
    }

    private static String region(HttpExchange exchange) {
        Matcher credential =
                REGION.matcher(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        return credential.find() ? credential.group(1) : "unsigned";
    }

    private Refusal.Thrown violation(String problem) {
        violations.add(problem);
        return new Refusal.Thrown(Refusal.of("InvalidParameterValueException", problem));
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static void reply(HttpExchange exchange, int status, ObjectNode body) throws IOException {
        byte[] answer = JSON.writeValueAsBytes(body.put("RequestId", "test-request"));
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, answer.length);
        exchange.getResponseBody().write(answer);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
