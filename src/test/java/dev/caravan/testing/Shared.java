package dev.caravan.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;

/** Something that is made at its first use and closed at the end of the JVM, after all that was made later. */
final class Shared<T extends AutoCloseable> {
    private static final Deque<AutoCloseable> MADE = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(Shared::closeAll, "close-shared-services"));
    }

    private final Supplier<T> maker;
    private T made;

    Shared(Supplier<T> maker) {
        this.maker = maker;
    }

    synchronized T get() {
        if (made == null) {
            made = maker.get();
            synchronized (MADE) {
                MADE.push(made);
            }
        }
        return made;
    }

    private static void closeAll() {
        synchronized (MADE) {
            while (!MADE.isEmpty()) {
                try {
                    MADE.pop().close();
                } catch (Exception e) {
                    System.err.println("A shared service did not close: " + e);
                }
            }
        }
    }
}
