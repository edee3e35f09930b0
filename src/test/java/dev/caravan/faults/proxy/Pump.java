package dev.caravan.faults.proxy;

import java.io.IOException;
import java.net.Socket;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * One direction of a connection. What was read waits in a bounded queue until it is due, so that latency does not bound
 * the throughput; a full queue stops the reading, which the sender feels.
 */
final class Pump {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int MAX_CHUNKS = 64;
    private static final byte[] END = new byte[0];

    private final Socket from;
    private final Socket to;
    private final Link link;
    private final Line line;
    private final TcpConnection connection;
    private final BlockingQueue<Chunk> queue = new ArrayBlockingQueue<>(MAX_CHUNKS);
    private final Thread reader = daemon("tcp-proxy-reader", this::read);
    private final Thread writer = daemon("tcp-proxy-writer", this::write);

    Pump(Socket from, Socket to, Link link, Line line, TcpConnection connection) {
        this.from = from;
        this.to = to;
        this.link = link;
        this.line = line;
        this.connection = connection;
    }

    void start() {
        reader.start();
        writer.start();
    }

    void interrupt() {
        reader.interrupt();
        writer.interrupt();
    }

    private void read() {
        byte[] buffer = new byte[CHUNK_BYTES];
        try {
            try {
                for (int read = from.getInputStream().read(buffer); read >= 0; ) {
                    put(Arrays.copyOf(buffer, read), false);
                    read = from.getInputStream().read(buffer);
                }
                put(END, false);
            } catch (IOException reset) {
                put(END, true);
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void put(byte[] bytes, boolean reset) throws InterruptedException {
        queue.put(new Chunk(bytes, System.nanoTime() + link.shaping().delayNanos(), reset));
    }

    private void write() {
        try {
            for (Chunk chunk = next(); !chunk.reset(); chunk = next()) {
                if (chunk.bytes() == END) {
                    to.shutdownOutput();
                    connection.ended();
                    return;
                }
                write(chunk.bytes());
            }
            connection.reset();
        } catch (IOException gone) {
            connection.reset();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** The next that is due and may pass; ends and resets of connections do not pass a black hole either. */
    private Chunk next() throws InterruptedException {
        Chunk chunk = queue.take();
        Line.sleepUntil(chunk.dueNanos());
        link.awaitPassage();
        return chunk;
    }

    private void write(byte[] bytes) throws IOException, InterruptedException {
        for (int written = 0; written < bytes.length; ) {
            Shaping shaping = link.shaping();
            int piece = shaping.piece(bytes.length - written);
            line.carry(piece, shaping.bytesPerSecond());
            link.awaitPassage();
            to.getOutputStream().write(bytes, written, piece);
            written += piece;
            if (piece == shaping.sliceBytes()) {
                Line.sleepUntil(System.nanoTime() + shaping.slicePause().toNanos());
            }
        }
    }

    private static Thread daemon(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    private record Chunk(byte[] bytes, long dueNanos, boolean reset) {}
}
