package dev.caravan.cli;

import java.io.PrintWriter;
import java.util.Locale;

/** How many objects were looked at: one line that is rewritten on a terminal, nothing elsewhere. For one thread. */
final class ObjectCounter implements Runnable, AutoCloseable {

    private static final int EVERY = 100;

    private final PrintWriter out;
    private final boolean terminal;
    private long objects;

    ObjectCounter(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void run() {
        objects++;
        if (terminal && objects % EVERY == 0) {
            print();
        }
    }

    private void print() {
        out.print(String.format(Locale.ROOT, "\rlooked at %,d objects", objects));
        out.flush();
    }

    /** Ends the line. */
    @Override
    public void close() {
        if (terminal) {
            print();
            out.println();
            out.flush();
        }
    }
}
