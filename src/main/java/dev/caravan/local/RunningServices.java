package dev.caravan.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Services that run, and their stop: in the reverse of their order, each within a bound. Safe for several threads. */
final class RunningServices implements AutoCloseable {
    private static final long MAX_SECONDS_EACH = 20;

    private final Map<LocalService, AutoCloseable> running = new EnumMap<>(LocalService.class);
    private boolean closed;

    /** Takes a service that has just started; one that comes after {@link #close()} is stopped at once. */
    synchronized void add(LocalService service, AutoCloseable started) {
        running.put(service, started);
        if (closed) {
            close();
        }
    }

    /**
     * Stops all of them, whatever happens to some. Idempotent; a second caller waits for the first.
     *
     * @throws IllegalStateException naming those that did not stop cleanly, after all were tried
     */
    @Override
    public synchronized void close() {
        closed = true;
        List<LocalService> reversed =
                running.keySet().stream().sorted(Comparator.reverseOrder()).toList();
        List<String> failures = new ArrayList<>();
        for (LocalService service : reversed) {
            stop(service, running.remove(service), failures);
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(String.join("; ", failures));
        }
    }

    private static void stop(LocalService service, AutoCloseable started, List<String> failures) {
        FutureTask<Void> stop = new FutureTask<>(() -> {
            started.close();
            return null;
        });
        Thread thread = new Thread(stop, "stop-" + service);
        thread.setDaemon(true);
        thread.start();
        try {
            stop.get(MAX_SECONDS_EACH, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            failures.add(service + " did not stop cleanly: " + e.getCause());
        } catch (TimeoutException e) {
            failures.add(service + " did not stop within " + MAX_SECONDS_EACH + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failures.add(service + " was left to stop by itself: interrupted");
        }
    }
}
