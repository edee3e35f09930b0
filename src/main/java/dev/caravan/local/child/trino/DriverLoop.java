package dev.caravan.local.child.trino;

import com.google.common.util.concurrent.ListenableFuture;
import io.trino.operator.Driver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Runs the drivers of a query on one thread, in turns, until all are finished. */
final class DriverLoop {
    /** A turn of one driver; short, so that a cancelled query ends soon. */
    private static final int ITERATIONS_A_TURN = 100;

    /** How long a loop waits at most for a driver that is blocked, before it looks whether it was cancelled. */
    private static final long MAX_WAIT_MILLIS = 100;

    private final List<Driver> drivers;
    private final Semaphore unblocked = new Semaphore(0);

    DriverLoop(List<Driver> drivers) {
        this.drivers = List.copyOf(drivers);
    }

    /** @param eachRound may end the loop by an exception */
    void run(Runnable eachRound) {
        List<Driver> unfinished = new ArrayList<>(drivers);
        while (!unfinished.isEmpty()) {
            eachRound.run();
            boolean allBlocked = true;
            for (Driver driver : unfinished) {
                ListenableFuture<Void> blocked = driver.processForNumberOfIterations(ITERATIONS_A_TURN);
                if (blocked.isDone()) {
                    allBlocked = false;
                } else {
                    blocked.addListener(unblocked::release, Runnable::run);
                }
            }
            unfinished.removeIf(Driver::isFinished);
            if (allBlocked && !unfinished.isEmpty()) {
                awaitOne();
            }
        }
    }

    private void awaitOne() {
        try {
            if (unblocked.tryAcquire(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS)) {
                unblocked.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RunningQuery.QueryCancelled();
        }
    }
}
