package dev.caravan.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.camel.Service;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Suspends sources side by side, each within its own {@code drainTimeout}. Camel's shutdown suspends one route after the
 * other: while a sink is down, the last one would get no time of its own, and the stop would take the sum of all.
 */
final class Drain {

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);

    private Drain() {}

    /** Returns when all are suspended; one that cannot be is left to the stop that follows. */
    static void all(List<? extends Service> sources) {
        if (sources.isEmpty()) {
            return;
        }
        ExecutorService threads = Executors.newFixedThreadPool(sources.size());
        try {
            List<Callable<Boolean>> drains = new ArrayList<>();
            sources.forEach(source -> drains.add(() -> ServiceHelper.suspendService(source)));
            for (Future<Boolean> drain : threads.invokeAll(drains)) {
                report(drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            threads.shutdownNow();
        }
    }

    private static void report(Future<Boolean> drain) throws InterruptedException {
        try {
            drain.get();
        } catch (ExecutionException e) {
            LOG.warn("A source could not be suspended before it is stopped: {}", e.getCause(), e.getCause());
        }
    }
}
