package dev.caravan.packaged;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * A byte for byte relay in front of a service that can hold what clients send, or what the service answers: the way to
 * stop a process between two of its steps.
 */
final class Gate implements AutoCloseable {

    /** What passes. */
    enum Position {
        OPEN,
        /** Requests are held: nothing is written. */
        HOLD_REQUESTS,
        /** Requests pass, answers are held: something is written, and nobody is told. */
        HOLD_ANSWERS,
        /** The first connection that sends passes, the requests of all others are held: a batch is written in part. */
        ONE_CONNECTION
    }

    private final ServerSocket server;
    private final URI target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "gate");
        thread.setDaemon(true);
        return thread;
    });
    private final CountDownLatch reached = new CountDownLatch(1);
    private final AtomicReference<Socket> first = new AtomicReference<>();
    private volatile Position position = Position.OPEN;

    Gate(URI target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    void set(Position next) {
        position = next;
    }

    /** Counted down when the first bytes are held. */
    CountDownLatch reached() {
        return reached;
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                Socket service = new Socket(target.getHost(), target.getPort());
                threads.execute(() -> relay(client, service, () -> holdsRequestsOf(client)));
                threads.execute(() -> relay(service, client, () -> position == Position.HOLD_ANSWERS));
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private boolean holdsRequestsOf(Socket client) {
        return switch (position) {
            case HOLD_REQUESTS -> true;
            case ONE_CONNECTION -> !first.compareAndSet(null, client) && first.get() != client;
            case OPEN, HOLD_ANSWERS -> false;
        };
    }

    /** What is held is dropped for good: the process behind the connection is about to be killed. */
    private void relay(Socket from, Socket to, BooleanSupplier held) {
        byte[] buffer = new byte[16 * 1024];
        try (InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (held.getAsBoolean()) {
                    reached.countDown();
                } else {
                    out.write(buffer, 0, read);
                }
            }
        } catch (IOException e) {
            // One side is gone, as killed processes are; the other side's stream is closed with this one.
            reached.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }
}
