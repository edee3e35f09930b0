package dev.caravan.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** An address on loopback that never answers: connections to it are made and stay silent, or are not even made. */
public final class BlackHole implements AutoCloseable {

    private static final int SILENT = 500;
    private static final int ENOUGH_TO_FILL = 8;

    private final ServerSocket server;
    private final List<SocketChannel> waiting = new ArrayList<>();

    private BlackHole(int backlog) throws IOException {
        this.server = new ServerSocket(0, backlog, InetAddress.getLoopbackAddress());
    }

    /** Takes connections and whatever is sent, and says nothing. */
    public static BlackHole silent() throws IOException {
        return new BlackHole(SILENT);
    }

    /** Drops what asks for a connection, since its queue of them is full. */
    public static BlackHole closed() throws IOException {
        BlackHole hole = new BlackHole(1);
        for (int at = 0; at < ENOUGH_TO_FILL; at++) {
            SocketChannel channel = SocketChannel.open();
            channel.configureBlocking(false);
            channel.connect(new InetSocketAddress(hole.server.getInetAddress(), hole.server.getLocalPort()));
            hole.waiting.add(channel);
        }
        return hole;
    }

    /** {@code 127.0.0.1:PORT} */
    public String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (SocketChannel channel : waiting) {
            channel.close();
        }
        server.close();
    }
}
