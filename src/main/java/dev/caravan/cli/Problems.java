package dev.caravan.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints what could not be read, and makes the command fail in the end. For one thread. */
final class Problems implements Consumer<String> {

    private final PrintWriter err;
    private long count;

    Problems(PrintWriter err) {
        this.err = err;
    }

    @Override
    public void accept(String problem) {
        count++;
        err.println(problem);
        err.flush();
    }

    /** 0, or 1 if there was a problem. */
    int exitCode() {
        return count == 0 ? 0 : 1;
    }
}
