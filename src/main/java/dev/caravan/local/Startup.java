package dev.caravan.local;

import dev.caravan.local.process.LocalStartException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Services that start side by side, and all of them or none. Used by one thread. */
final class Startup {
    private static final long MAX_SECONDS = 120;

    private final Consumer<StartedService> progress;
    private final RunningServices running = new RunningServices();
    private final Map<LocalService, Future<?>> starting = new EnumMap<>(LocalService.class);

    Startup(Consumer<StartedService> progress) {
        this.progress = progress;
    }

    /**
     * Begins the start of one service on a thread of its own.
     *
     * @return completes when the service runs; after {@link #await()} without a wait
     */
    <T extends AutoCloseable> CompletableFuture<T> begin(
            LocalService service, Supplier<T> start, Function<T, String> endpoint) {
        CompletableFuture<T> future =
                CompletableFuture.supplyAsync(() -> run(service, start, endpoint), task -> onThread(service, task));
        starting.put(service, future);
        return future;
    }

    private <T extends AutoCloseable> T run(LocalService service, Supplier<T> start, Function<T, String> endpoint) {
        long before = System.nanoTime();
        T started = start.get();
        running.add(service, started);
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before);
        report(new StartedService(service, endpoint.apply(started), millis));
        return started;
    }

    private static void onThread(LocalService service, Runnable task) {
        Thread thread = new Thread(task, "start-" + service);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Waits for another service that the start of one needs. When that does not start, this one does not either, and
     * only the other is reported.
     */
    static <T> T needed(Future<T> other) {
        try {
            return other.get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new NeededServiceException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NeededServiceException(e);
        }
    }

    private static final class NeededServiceException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NeededServiceException(Exception cause) {
            super("a service that this one needs did not start", cause);
        }
    }

    /**
     * Waits until every service that was begun runs, or this thread is interrupted.
     *
     * @return all of them, for the stop
     * @throws LocalStartException if any did not start, saying which and why; the others are stopped by then
     */
    RunningServices await() {
        List<LocalStartException> failures = new ArrayList<>();
        starting.forEach((service, future) -> await(service, future, failures));
        if (failures.isEmpty()) {
            return running;
        }
        LocalStartException failure = new LocalStartException(
                String.join("; ", failures.stream().map(Throwable::getMessage).toList()),
                failures.get(0).getCause());
        // An interrupted start is given up at once, but what runs is stopped as ever.
        boolean interrupted = Thread.interrupted();
        try {
            running.close();
        } catch (IllegalStateException e) {
            failure.addSuppressed(e);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        throw failure;
    }

    private static void await(LocalService service, Future<?> future, List<LocalStartException> failures) {
        try {
            future.get(MAX_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            if (cause instanceof NeededServiceException) {
                return;
            }
            String reason = cause instanceof LocalStartException ? cause.getMessage() : cause.toString();
            failures.add(new LocalStartException(service + " did not start: " + reason, cause));
        } catch (TimeoutException e) {
            failures.add(new LocalStartException(service + " did not start within " + MAX_SECONDS + " s", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(new LocalStartException(service + " was not waited for: interrupted", e));
        }
    }

    private synchronized void report(StartedService service) {
        progress.accept(service);
    }
}
