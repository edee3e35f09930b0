package dev.caravan.trace;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPInputStream;

/** Takes OTLP over HTTP, and keeps the spans. Numbers of fields are those of opentelemetry/proto/trace/v1/trace.proto. */
final class OtlpReceiver implements AutoCloseable {

    /**
     * A span as it came.
     *
     * @param links {@code TRACE-SPAN} of each
     * @param events names with the value of exception.message
     * @param status 0 unset, 1 ok, 2 error
     */
    record Received(
            String traceId,
            String spanId,
            String name,
            long kind,
            Map<String, String> attributes,
            List<String> links,
            List<String> events,
            long status) {}

    private static final long OK = 200;

    private final List<Received> spans = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private volatile int status = (int) OK;

    OtlpReceiver() throws IOException {
        this(0);
    }

    OtlpReceiver(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    List<Received> spans() {
        return List.copyOf(spans);
    }

    /** From now on answers with this status and keeps nothing unless it is 200. */
    void answer(int newStatus) {
        status = newStatus;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange;
                InputStream body = new GZIPInputStream(exchange.getRequestBody())) {
            UnknownFieldSet request = UnknownFieldSet.parseFrom(body.readAllBytes());
            if (status == OK) {
                for (UnknownFieldSet resource : messages(request, 1)) {
                    for (UnknownFieldSet scope : messages(resource, 2)) {
                        for (UnknownFieldSet span : messages(scope, 2)) {
                            spans.add(received(span));
                        }
                    }
                }
            }
            exchange.sendResponseHeaders(status, -1);
        }
    }

    private static Received received(UnknownFieldSet span) throws InvalidProtocolBufferException {
        List<String> links = new ArrayList<>();
        for (UnknownFieldSet link : messages(span, 13)) {
            links.add(hex(link, 1) + "-" + hex(link, 2));
        }
        List<String> events = new ArrayList<>();
        for (UnknownFieldSet event : messages(span, 11)) {
            events.add(text(event, 2) + " " + attributes(event, 3).get("exception.message"));
        }
        long status = 0;
        for (UnknownFieldSet of : messages(span, 15)) {
            status = number(of, 3);
        }
        return new Received(
                hex(span, 1),
                hex(span, 2),
                text(span, 5),
                number(span, 6),
                attributes(span, 9),
                List.copyOf(links),
                List.copyOf(events),
                status);
    }

    /** Texts and whole numbers. */
    private static Map<String, String> attributes(UnknownFieldSet of, int field) throws InvalidProtocolBufferException {
        Map<String, String> attributes = new TreeMap<>();
        for (UnknownFieldSet attribute : messages(of, field)) {
            for (UnknownFieldSet value : messages(attribute, 2)) {
                attributes.put(
                        text(attribute, 1), value.hasField(1) ? text(value, 1) : Long.toString(number(value, 3)));
            }
        }
        return attributes;
    }

    private static List<UnknownFieldSet> messages(UnknownFieldSet in, int field) throws InvalidProtocolBufferException {
        List<UnknownFieldSet> found = new ArrayList<>();
        for (ByteString message : in.getField(field).getLengthDelimitedList()) {
            found.add(UnknownFieldSet.parseFrom(message));
        }
        return found;
    }

    private static String hex(UnknownFieldSet in, int field) {
        return HexFormat.of()
                .formatHex(in.getField(field).getLengthDelimitedList().get(0).toByteArray());
    }

    private static String text(UnknownFieldSet in, int field) {
        return in.getField(field).getLengthDelimitedList().get(0).toStringUtf8();
    }

    private static long number(UnknownFieldSet in, int field) {
        return in.hasField(field) ? in.getField(field).getVarintList().get(0) : 0;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
