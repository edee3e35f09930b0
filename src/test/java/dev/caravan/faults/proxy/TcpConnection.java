package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A client's connection and the one to the target that belongs to it. */
final class TcpConnection {
    private final Socket client;
    private final Socket target;
    private final Pump toTarget;
    private final Pump toClient;
    private final Consumer<TcpConnection> whenOver;
    private final AtomicInteger endedDirections = new AtomicInteger();

    TcpConnection(Socket client, Socket target, Link link, Consumer<TcpConnection> whenOver) {
        this.client = client;
        this.target = target;
        this.toTarget = new Pump(client, target, link, link.toTarget(), this);
        this.toClient = new Pump(target, client, link, link.toClient(), this);
        this.whenOver = whenOver;
    }

    void start() {
        toTarget.start();
        toClient.start();
    }

    /** One direction has come to its orderly end. */
    void ended() {
        if (endedDirections.incrementAndGet() == 2) {
            close();
        }
    }

    /** Breaks off: both ends see {@code Connection reset}, not an end. */
    void reset() {
        try {
            lingerZero(client);
            lingerZero(target);
        } finally {
            close();
        }
    }

    /** Closes with a RST segment (RFC 9293, section 3.5.2) when it is closed next. */
    static void lingerZero(Socket socket) {
        try {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
            }
        } catch (IOException gone) {
            // Closed by the other thread of this connection, which is what was wanted.
        }
    }

    private void close() {
        try (client;
                target) {
            toTarget.interrupt();
            toClient.interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot close the connection of " + client, e);
        } finally {
            whenOver.accept(this);
        }
    }
}
