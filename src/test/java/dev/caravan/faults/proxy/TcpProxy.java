package dev.caravan.faults.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A link to a server on 127.0.0.1 that can be slow, silent, broken off or away. Shapes work in both directions, add up,
 * and take hold of what is read from then on; all methods can be called while traffic flows. Each connection has four
 * threads, and at most 1 MB under way in each direction.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int CONNECT_MILLIS = 5_000;

    private final Link link = new Link();
    private final InetSocketAddress target;
    private final InetSocketAddress address;
    private final Set<TcpConnection> connections = new HashSet<>();
    private final Set<Socket> silent = new HashSet<>();
    private ServerSocket server;

    private TcpProxy(ServerSocket server, InetSocketAddress target) {
        this.server = server;
        this.target = target;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort());
    }

    /** Starts on a free port of 127.0.0.1. */
    public static TcpProxy start(int targetPort) throws IOException {
        return start(0, targetPort);
    }

    /** @param listenPort on 127.0.0.1; 0 takes a free one */
    public static TcpProxy start(int listenPort, int targetPort) throws IOException {
        ServerSocket server = listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), listenPort));
        TcpProxy proxy = new TcpProxy(server, new InetSocketAddress(InetAddress.getLoopbackAddress(), targetPort));
        proxy.acceptFrom(server);
        return proxy;
    }

    /** Where clients connect, on 127.0.0.1. */
    public int port() {
        return address.getPort();
    }

    /** Every byte takes so long, and up to {@code jitter} longer by chance; order is kept. */
    public void latency(Duration latency, Duration jitter, Random random) {
        link.shape(
                now -> new Shaping(latency, jitter, random, now.bytesPerSecond(), now.sliceBytes(), now.slicePause()));
    }

    /** All connections together carry at most so much in each direction; 0 for no bound. */
    public void bandwidth(int bytesPerSecond) {
        link.shape(now -> new Shaping(
                now.latency(), now.jitter(), now.random(), bytesPerSecond, now.sliceBytes(), now.slicePause()));
    }

    /** Bytes come in small portions with a pause after each; 0 for whole ones. */
    public void slice(int bytes, Duration pause) {
        link.shape(now -> new Shaping(now.latency(), now.jitter(), now.random(), now.bytesPerSecond(), bytes, pause));
    }

    /** Breaks off all connections with a RST to both ends. New ones are taken. */
    public synchronized void resetPeers() {
        List.copyOf(connections).forEach(TcpConnection::reset);
        silent.forEach(TcpProxy::reset);
        silent.clear();
    }

    /** Connections stay up and new ones are taken, but nothing passes, no end of a connection either. */
    public void blackHole() {
        link.blackHole(true);
    }

    /** New connections are refused, those there stay. */
    public synchronized void refuse() throws IOException {
        server.close();
    }

    /**
     * Everything passes again, unshaped. Connections that were in a black hole are reset, for what was under way in it is
     * lost.
     */
    public synchronized void restore() throws IOException {
        link.shape(now -> Shaping.NONE);
        if (link.isBlackHole()) {
            resetPeers();
            link.blackHole(false);
        }
        if (server.isClosed()) {
            server = listen(address);
            acceptFrom(server);
        }
    }

    /** Breaks off all connections and frees the port. */
    @Override
    public synchronized void close() throws IOException {
        server.close();
        resetPeers();
    }

    private static ServerSocket listen(InetSocketAddress address) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.bind(address, 128);
        return server;
    }

    private void acceptFrom(ServerSocket listening) {
        Thread acceptor = new Thread(
                () -> {
                    try {
                        while (true) {
                            connect(listening.accept(), listening);
                        }
                    } catch (IOException e) {
                        if (!listening.isClosed()) {
                            throw new UncheckedIOException("Cannot listen on " + address + " any longer", e);
                        }
                    }
                },
                "tcp-proxy-acceptor");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    private synchronized void connect(Socket client, ServerSocket listening) {
        if (listening.isClosed()) {
            reset(client);
        } else if (link.isBlackHole()) {
            silent.add(client);
        } else {
            relay(client);
        }
    }

    private void relay(Socket client) {
        Socket service = new Socket();
        try {
            client.setTcpNoDelay(true);
            service.setTcpNoDelay(true);
            service.connect(target, CONNECT_MILLIS);
        } catch (IOException away) {
            // The client learns it as a reset: its own connection had been made.
            reset(client);
            reset(service);
            return;
        }
        TcpConnection connection = new TcpConnection(client, service, link, this::over);
        connections.add(connection);
        connection.start();
    }

    private synchronized void over(TcpConnection connection) {
        connections.remove(connection);
    }

    private static void reset(Socket socket) {
        TcpConnection.lingerZero(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot reset " + socket, e);
        }
    }
}
