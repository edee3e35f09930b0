package dev.caravan.faults.proxy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request on its way through an {@link HttpProxy}. Its body streams through unless somebody asks for it; then it is
 * kept in memory.
 */
public final class ProxiedRequest {
    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final HttpHead head;
    private final InputStream fromClient;
    private final OutputStream toClient;
    private final String operation;
    private final Framing framing;
    private byte[] wireBody;
    private boolean asked;
    private volatile boolean bodyRead;

    ProxiedRequest(HttpHead head, InputStream fromClient, OutputStream toClient) {
        this.head = head;
        this.fromClient = fromClient;
        this.toClient = toClient;
        this.operation = OperationName.of(method(), target(), head);
        this.framing = Framing.ofRequest(head);
        this.bodyRead = framing.equals(new Framing.Length(0));
    }

    public String method() {
        return head.startWord(0);
    }

    /** Path and query, still encoded. */
    public String target() {
        return head.startWord(1);
    }

    /** AWS's name, for example {@code PutObject} or {@code BatchWriteItem}. */
    public String operation() {
        return operation;
    }

    /** The first value of a header, whose case does not matter. */
    public Optional<String> header(String name) {
        return head.field(name);
    }

    /**
     * The content of the body, all of it. S3's own framing of signed chunks ({@code aws-chunked}) is part of it.
     *
     * @throws UncheckedIOException if the client goes away before its end
     */
    public byte[] body() {
        if (wireBody == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try {
                copyBody(bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("Cannot read the body of " + operation, e);
            }
            wireBody = bytes.toByteArray();
        }
        return framing.content(wireBody);
    }

    HttpHead head() {
        return head;
    }

    /** Whether the client does not send the body before it is told to. */
    boolean waitsForContinue() {
        return !asked && !bodyRead && head.has("Expect", "100-continue");
    }

    /** Whether nothing of this request is left on the connection. */
    boolean bodyRead() {
        return bodyRead;
    }

    void sendBody(OutputStream service) throws IOException {
        if (wireBody != null) {
            service.write(wireBody);
        } else if (!bodyRead) {
            copyBody(service);
        }
    }

    /** Tells a client that waits for it to send its body. The service's own word for that is not waited for. */
    void askForBody() throws IOException {
        if (waitsForContinue()) {
            toClient.write(CONTINUE);
            asked = true;
        }
    }

    private void copyBody(OutputStream out) throws IOException {
        askForBody();
        framing.copy(fromClient, out);
        bodyRead = true;
    }
}
