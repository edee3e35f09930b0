package dev.caravan.source;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Service;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stops sources side by side, each within its own {@code drainTimeout}, after which it gives up what is left. Camel's
 * shutdown takes one route after the other, and waits for what is under way before it stops a source: while a sink is
 * down, that would take the time of all of them together, and then the whole shutdown time-out.
 */
public final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private Drain() {}

    /**
     * Returns when all have stopped; one that cannot is left to the shutdown that follows.
     *
     * @return false if one could not be stopped: nobody knows what it leaves
     */
    public static boolean all(List<? extends Service> sources) {
        if (sources.isEmpty()) {
            return true;
        }
        ExecutorService threads = Executors.newFixedThreadPool(sources.size());
        try {
            boolean stopped = true;
            List<Callable<Object>> drains = new ArrayList<>();
            sources.forEach(source -> drains.add(Executors.callable(source::stop)));
            for (Future<Object> drain : threads.invokeAll(drains)) {
                stopped &= hasStopped(drain);
            }
            return stopped;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            threads.shutdownNow();
        }
    }

    private static boolean hasStopped(Future<?> drain) throws InterruptedException {
        try {
            drain.get();
            return true;
        } catch (ExecutionException e) {
            LOG.warn("A source could not be stopped: {}", e.getCause(), e.getCause());
            return false;
        }
    }
}
