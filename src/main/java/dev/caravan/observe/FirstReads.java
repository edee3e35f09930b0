package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import dev.caravan.source.BatchSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each source that it reads: taking partitions, and even more so leases, goes on after the start of the
 * routes. Looks twice a second on a thread of its own, which ends with the last source.
 */
public final class FirstReads implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FirstReads.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Map<String, BatchSource> waiting;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(look -> {
        Thread thread = new Thread(look, "caravan-first-reads");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Looks until each source has read once.
     *
     * @param sources by the id of their route
     * @param nanoTime a monotonic clock
     */
    public FirstReads(Map<String, BatchSource> sources, LongSupplier nanoTime) {
        this.waiting = new LinkedHashMap<>(sources);
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.startNanos = nanoTime.getAsLong();
        looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        Iterator<Map.Entry<String, BatchSource>> left = waiting.entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<String, BatchSource> next = left.next();
            BatchSource source = next.getValue();
            if (source.isReading()) {
                LOG.info("Route {} reads: {}, {} s after the start", next.getKey(), share(source), seconds());
                left.remove();
            } else if (source.failure().isPresent()) {
                // The source has said why.
                left.remove();
            }
        }
        if (waiting.isEmpty()) {
            close();
        }
    }

    private static String share(BatchSource source) {
        int owned = source.status().size();
        return switch (owned) {
            case 0 -> "others have all partitions or shards";
            case 1 -> "it has 1 partition or shard";
            default -> "it has " + owned + " partitions or shards";
        };
    }

    private double seconds() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos).toMillis() / 100 / 10.0;
    }

    @Override
    public void close() {
        looks.shutdown();
    }
}
