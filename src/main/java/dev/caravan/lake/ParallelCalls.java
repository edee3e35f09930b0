package dev.caravan.lake;

import static java.util.Objects.requireNonNull;

import dev.caravan.failure.AbandonedException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Makes several calls at once: the calling thread works, and idle threads of a shared executor help. Nothing is queued:
 * where no thread is idle, or the executor is stopped, the caller does the rest alone.
 */
final class ParallelCalls {

    private final Executor helpers;
    private final int maxAtOnce;

    /** @param helpers rejects a task when it has no idle thread for it */
    ParallelCalls(Executor helpers, int maxAtOnce) {
        this.helpers = requireNonNull(helpers, "helpers");
        this.maxAtOnce = maxAtOnce;
    }

    /**
     * The results in the order of the calls. After a failure no further call begins, and those that run are waited for.
     *
     * @throws Exception the first failure; later ones are suppressed in it
     */
    <T> List<T> all(List<? extends Callable<T>> calls) throws Exception {
        Work<T> work = new Work<>(calls);
        List<FutureTask<Void>> helping = new ArrayList<>();
        for (int i = 1; i < Math.min(maxAtOnce, calls.size()); i++) {
            FutureTask<Void> task = new FutureTask<>(work, null);
            try {
                helpers.execute(task);
            } catch (RejectedExecutionException e) {
                break;
            }
            helping.add(task);
        }
        work.run();
        for (FutureTask<Void> task : helping) {
            await(task);
        }
        return work.results();
    }

    private static void await(FutureTask<Void> task) {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("A helping thread died", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AbandonedException("Interrupted while waiting for calls that run at once");
        }
    }

    private static final class Work<T> implements Runnable {

        private final List<? extends Callable<T>> calls;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicReferenceArray<T> results;
        private final AtomicReference<Exception> failure = new AtomicReference<>();

        private Work(List<? extends Callable<T>> calls) {
            this.calls = calls;
            this.results = new AtomicReferenceArray<>(calls.size());
        }

        @Override
        public void run() {
            for (int i = next.getAndIncrement();
                    i < calls.size() && failure.get() == null;
                    i = next.getAndIncrement()) {
                try {
                    results.set(i, calls.get(i).call());
                } catch (Exception e) {
                    if (!failure.compareAndSet(null, e)) {
                        failure.get().addSuppressed(e);
                    }
                }
            }
        }

        private List<T> results() throws Exception {
            if (failure.get() != null) {
                throw failure.get();
            }
            List<T> all = new ArrayList<>(results.length());
            for (int i = 0; i < results.length(); i++) {
                all.add(results.get(i));
            }
            return all;
        }
    }
}
