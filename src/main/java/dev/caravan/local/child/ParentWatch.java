package dev.caravan.local.child;

import java.io.IOException;
import java.io.InputStream;

/**
 * Ends this JVM when its parent is gone. The parent holds the other end of standard input; the kernel closes it when
 * the parent ends, even by kill -9, and this JVM then reads the end of the stream and halts. Nothing is polled.
 *
 * <p>A child that talks to its parent over standard input must not start the watch: it reads the stream itself and
 * calls {@link #parentIsGone()} at its end, on a thread that always reads.
 */
public final class ParentWatch {
    private ParentWatch() {}

    /** Reads and drops standard input on a daemon thread, and halts this JVM at its end. Returns at once. */
    public static void start() {
        InputStream input = System.in;
        Thread thread = new Thread(() -> awaitEnd(input), "parent-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Halts this JVM with exit code 0: the parent closed the stream on purpose or is gone. No shutdown hook runs, so
     * nothing can hold the halt up; what a child stores must survive that, as it must survive a kill.
     */
    public static void parentIsGone() {
        Runtime.getRuntime().halt(0);
    }

    private static void awaitEnd(InputStream input) {
        byte[] dropped = new byte[256];
        try {
            while (input.read(dropped) >= 0) {
                // only the end of the stream means something
            }
        } catch (IOException broken) {
            System.err.println("standard input broke, taken as the end of the parent: " + broken);
        }
        parentIsGone();
    }
}
