package dev.caravan.faults.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** The service's side of one client connection. It is opened when it is needed, and kept as long as the service does. */
public final class Target implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final InetSocketAddress address;
    private final ExecutorService threads;
    private volatile SocketChannel channel;
    private InputStream in;
    private boolean closed;

    Target(InetSocketAddress address, ExecutorService threads) {
        this.address = address;
        this.threads = threads;
    }

    /**
     * Sends a request on as it came, and returns when the service begins to answer. What goes wrong is not tried again.
     *
     * @throws IOException if the service cannot be reached or closes the connection without an answer
     */
    public ServiceAnswer forward(ProxiedRequest request) throws IOException {
        request.askForBody();
        return exchange(request.method(), request.head(), request::sendBody);
    }

    /** Sends another body in place of the request's own, which must have been read; the signature then is wrong. */
    public ServiceAnswer forward(ProxiedRequest request, byte[] body) throws IOException {
        HttpHead head = request.head()
                .without("Transfer-Encoding")
                .without("Expect")
                .with("Content-Length", Integer.toString(body.length));
        return exchange(request.method(), head, service -> service.write(body));
    }

    private ServiceAnswer exchange(String method, HttpHead head, Sending body) throws IOException {
        if (!usable()) {
            open();
        }
        // The service may answer before it has read the whole body: both directions go on side by side.
        Future<?> sending = threads.submit(() -> send(head, body));
        HttpHead answer = answerHead();
        while (answer.startWord(1).startsWith("1")) {
            // The client has been told to continue by ProxiedRequest.
            answer = answerHead();
        }
        return new ServiceAnswer(answer, Framing.ofAnswer(answer, method), in, sending);
    }

    private Void send(HttpHead head, Sending body) throws IOException {
        OutputStream out = channel.socket().getOutputStream();
        try {
            out.write(head.raw());
            body.writeTo(out);
            return null;
        } catch (IOException e) {
            // To the service it looks as if the client itself had gone away in the middle of its request.
            channel.shutdownOutput();
            throw e;
        }
    }

    private HttpHead answerHead() throws IOException {
        return HttpHead.read(in)
                .orElseThrow(() -> new IOException("The service at " + address + " closed without an answer"));
    }

    /** Whether the connection of the last exchange is there, and the service has neither closed it nor sent more. */
    private boolean usable() throws IOException {
        if (channel == null) {
            return false;
        }
        channel.configureBlocking(false);
        int unexpected = channel.read(ByteBuffer.allocate(1));
        channel.configureBlocking(true);
        return unexpected == 0;
    }

    private synchronized void open() throws IOException {
        if (channel != null) {
            channel.close();
        }
        if (closed) {
            throw new IOException("The proxy is closed");
        }
        channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().connect(address, CONNECT_MILLIS);
        in = new BufferedInputStream(channel.socket().getInputStream(), 16 * 1024);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (channel != null) {
            channel.close();
        }
    }

    private interface Sending {
        void writeTo(OutputStream service) throws IOException;
    }
}
