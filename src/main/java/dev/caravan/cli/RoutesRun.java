package dev.caravan.cli;

import static java.util.Objects.requireNonNull;

import dev.caravan.runtime.CaravanRuntime;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The routes of one {@code run}, and their end by a signal in any phase. Started by one thread, stopped by another. */
final class RoutesRun {

    private static final int DRAINED = 0;
    private static final int NOT_DRAINED = 1;

    private final Runnable release;
    private final Duration patience;
    private final ReentrantLock phase = new ReentrantLock();
    private CaravanRuntime runtime;

    /**
     * @param release gives up what the routes use, once they have stopped or failed to start
     * @param patience how long a stop waits for a start under way, which cannot be interrupted
     */
    RoutesRun(Runnable release, Duration patience) {
        this.release = requireNonNull(release, "release");
        this.patience = requireNonNull(patience, "patience");
    }

    CaravanRuntime start(Supplier<CaravanRuntime> start) {
        phase.lock();
        try {
            runtime = start.get();
            return runtime;
        } catch (RuntimeException e) {
            release.run();
            throw e;
        } finally {
            phase.unlock();
        }
    }

    /**
     * Writes and acknowledges what is buffered, and stops.
     *
     * @return the exit code. A start that takes longer than the patience is left: nothing is acknowledged then, and the
     *     next start reads it again
     */
    int stop() {
        try {
            if (!phase.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return NOT_DRAINED;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NOT_DRAINED;
        }
        try {
            if (runtime == null) {
                return NOT_DRAINED;
            }
            boolean drained = runtime.stop();
            release.run();
            return drained ? DRAINED : NOT_DRAINED;
        } finally {
            phase.unlock();
        }
    }
}
