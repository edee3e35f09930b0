package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** An answer in memory. */
public final class WholeAnswer implements Answer {
    private final HttpHead head;
    private final Framing framing;
    private final byte[] wire;
    private final boolean reusable;

    WholeAnswer(HttpHead head, Framing framing, byte[] wire, boolean reusable) {
        this.head = head;
        this.framing = framing;
        this.wire = wire;
        this.reusable = reusable && !head.has("Connection", "close") && !(framing instanceof Framing.UntilClose);
    }

    /** An answer of the proxy's own; {@code Content-Length} is added. An answer to HEAD has no body. */
    static WholeAnswer to(ProxiedRequest request, int status, Map<String, String> headers, byte[] body) {
        Stream<String> lines = Stream.concat(
                Stream.of("HTTP/1.1 " + status + " Injected"),
                headers.entrySet().stream().map(field -> field.getKey() + ": " + field.getValue()));
        HttpHead head = new HttpHead(lines);
        // What the client waits to send it may send after all, or not: only a new connection is sure to be in step.
        if (!request.bodyRead()) {
            head = head.with("Connection", "close");
        }
        return request.method().equals("HEAD")
                ? new WholeAnswer(head, new Framing.None(), new byte[0], true)
                : new WholeAnswer(
                        head.with("Content-Length", Integer.toString(body.length)),
                        new Framing.Length(body.length),
                        body,
                        true);
    }

    /** The body without its framing. */
    public byte[] body() {
        return framing.content(wire);
    }

    /**
     * The same with another body: the length is mended, and DynamoDB's {@code x-amz-crc32} dropped. An answer that has
     * no body (to HEAD, 204, 304) stays as it is.
     */
    public WholeAnswer edited(UnaryOperator<byte[]> edit) {
        if (framing instanceof Framing.None) {
            return this;
        }
        byte[] body = edit.apply(body());
        HttpHead mended = head.without("Transfer-Encoding")
                .without("x-amz-crc32")
                .with("Content-Length", Integer.toString(body.length));
        return new WholeAnswer(mended, new Framing.Length(body.length), body, reusable);
    }

    /** The same, but the connection ends after so many bytes of the body, which promises all of them. */
    Answer cutAfter(int bytes) {
        WholeAnswer promised = edited(same -> same);
        return client -> {
            client.write(promised.head.raw());
            client.write(promised.wire, 0, Math.min(bytes, promised.wire.length));
            return false;
        };
    }

    @Override
    public boolean sendTo(OutputStream client) throws IOException {
        client.write(head.raw());
        client.write(wire);
        return reusable;
    }
}
