package dev.caravan.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntSupplier;

/**
 * A command's work, which SIGTERM or Ctrl-C may end in any phase. A shutdown hook stops the work and halts with the exit
 * code that the stop returns; it has no other way to choose one. Work that ends by itself keeps its own exit code.
 */
public final class StopSignal {

    private static final int FAILED = 1;

    private enum State {
        RUNNING,
        STOPPING,
        OVER
    }

    private final AtomicReference<State> state = new AtomicReference<>(State.RUNNING);
    private final Thread hook;

    private StopSignal(String farewell, PrintWriter err, IntSupplier stop) {
        this.hook = new Thread(() -> stop(farewell, err, stop), "caravan-stop");
    }

    /**
     * Runs the work on this thread.
     *
     * @param farewell what the user is told when the stop begins, one line
     * @param stop ends the work and returns the exit code; what the work then throws is a consequence, and not told
     */
    public static int during(String farewell, PrintWriter err, Callable<Integer> work, IntSupplier stop)
            throws Exception {
        StopSignal signal = new StopSignal(farewell, err, stop);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        try {
            return work.call();
        } finally {
            if (!signal.state.compareAndSet(State.RUNNING, State.OVER)) {
                signal.awaitHalt();
            }
        }
    }

    private void stop(String farewell, PrintWriter err, IntSupplier stop) {
        if (!state.compareAndSet(State.RUNNING, State.STOPPING)) {
            return;
        }
        int code = FAILED;
        try {
            say(farewell, err);
            code = stop.getAsInt();
        } catch (RuntimeException e) {
            err.println("The stop was not clean: " + Failures.describe(e));
        } finally {
            err.flush();
            Runtime.getRuntime().halt(code);
        }
    }

    /** On a terminal, the line that the cursor is in may hold a progress bar, and the ^C. */
    private static void say(String farewell, PrintWriter err) {
        if (Terminal.isThere()) {
            err.println();
        }
        err.println(farewell);
        err.flush();
    }

    /** The work has failed since it was stopped: whatever it says now would only confuse. */
    private void awaitHalt() {
        boolean halted = false;
        while (!halted) {
            try {
                hook.join();
                halted = true;
            } catch (InterruptedException stopping) {
                // A stop may interrupt the work; only the halt ends this wait.
                halted = false;
            }
        }
    }
}
