package dev.caravan.local.child.trino;

import com.google.common.util.concurrent.ListenableFuture;
import io.trino.operator.Driver;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Runs the drivers of a query on one thread, in turns, until all are finished. A pipeline that reads objects has a driver
 * for each of them; the next one begins when another has finished, or when all wait, so that few objects are open at a
 * time.
 */
final class DriverLoop {
    /** The runner's concurrency: only pipelines that read objects have more drivers. */
    private static final int AT_ONCE_OF_A_PIPELINE = 4;

    /** A turn of one driver; short, so that a cancelled query ends soon. */
    private static final int ITERATIONS_A_TURN = 100;

    /** How long a loop waits at most for a driver that is blocked, before it looks whether it was cancelled. */
    private static final long MAX_WAIT_MILLIS = 100;

    private final Map<Integer, Deque<Driver>> waitingByPipeline = new TreeMap<>();
    private final List<Driver> active = new ArrayList<>();
    private final Semaphore unblocked = new Semaphore(0);

    DriverLoop(List<Driver> drivers) {
        for (Driver driver : drivers) {
            waitingByPipeline
                    .computeIfAbsent(pipeline(driver), id -> new ArrayDeque<>())
                    .add(driver);
        }
        for (Deque<Driver> waiting : waitingByPipeline.values()) {
            for (int i = 0; i < AT_ONCE_OF_A_PIPELINE && !waiting.isEmpty(); i++) {
                active.add(waiting.removeFirst());
            }
        }
    }

    private static int pipeline(Driver driver) {
        return driver.getDriverContext().getPipelineContext().getPipelineId();
    }

    /** @param eachRound may end the loop by an exception */
    void run(Runnable eachRound) {
        while (!active.isEmpty()) {
            eachRound.run();
            boolean progress = turn();
            replaceFinished();
            if (!progress && !activateOneMore()) {
                awaitOne();
            }
        }
    }

    private void replaceFinished() {
        for (int i = active.size() - 1; i >= 0; i--) {
            Driver driver = active.get(i);
            if (driver.isFinished()) {
                Driver next = waitingByPipeline.get(pipeline(driver)).pollFirst();
                if (next == null) {
                    active.remove(i);
                } else {
                    active.set(i, next);
                }
            }
        }
    }

    private boolean activateOneMore() {
        for (Deque<Driver> waiting : waitingByPipeline.values()) {
            if (!waiting.isEmpty()) {
                active.add(waiting.removeFirst());
                return true;
            }
        }
        return false;
    }

    /** Whether a driver could do something; one that is blocked reports when it no longer is. */
    private boolean turn() {
        boolean progress = false;
        for (Driver driver : active) {
            ListenableFuture<Void> blocked = driver.processForNumberOfIterations(ITERATIONS_A_TURN);
            if (blocked.isDone()) {
                progress = true;
            } else {
                blocked.addListener(unblocked::release, Runnable::run);
            }
        }
        return progress;
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
