package dev.caravan.faults.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.Optional;

/** Takes the requests of one connection, one after the other. */
final class ClientConnection implements AutoCloseable {
    private final HttpProxy proxy;
    private final Socket client;
    private final Target target;

    ClientConnection(HttpProxy proxy, Socket client, Target target) {
        this.proxy = proxy;
        this.client = client;
        this.target = target;
    }

    void run() {
        try (this) {
            client.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(client.getInputStream(), 16 * 1024);
            while (serveOne(in, client.getOutputStream())) {
                // the next one
            }
        } catch (IOException | UncheckedIOException gone) {
            // Client or service went away in the middle: both connections are closed, which tells the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean serveOne(InputStream in, OutputStream out) throws IOException, InterruptedException {
        Optional<HttpHead> head = HttpHead.read(in);
        if (head.isEmpty()) {
            return false;
        }
        ProxiedRequest request = new ProxiedRequest(head.get(), in, out);
        Answer answer = proxy.actionFor(request).play(request, target);
        return answer.sendTo(out) && request.bodyRead() && !head.get().has("Connection", "close");
    }

    @Override
    public void close() throws IOException {
        try (client) {
            target.close();
        }
    }
}
