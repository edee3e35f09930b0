package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import dev.caravan.source.BatchSource;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says once for each source that it reads: taking partitions, and even more so leases, goes on after the start of the
 * routes. Looks twice a second on a thread of its own, which ends with the last source.
 */
public final class FirstReads {

    private static final Logger LOG = LoggerFactory.getLogger(FirstReads.class);
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Map<String, BatchSource> waiting;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final Timer looks = new Timer("caravan-first-reads", true);

    private FirstReads(Map<String, BatchSource> sources, LongSupplier nanoTime) {
        this.waiting = new LinkedHashMap<>(sources);
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.startNanos = nanoTime.getAsLong();
    }

    /**
     * Looks from now on until each source has read once, or has failed.
     *
     * @param sources by the id of their route
     * @param nanoTime a monotonic clock
     */
    public static void watch(Map<String, BatchSource> sources, LongSupplier nanoTime) {
        FirstReads reads = new FirstReads(sources, nanoTime);
        TimerTask look = new TimerTask() {
            @Override
            public void run() {
                reads.look();
            }
        };
        reads.looks.schedule(look, 0, LOOK.toMillis());
    }

    private void look() {
        Iterator<Map.Entry<String, BatchSource>> left = waiting.entrySet().iterator();
        while (left.hasNext()) {
            Map.Entry<String, BatchSource> next = left.next();
            BatchSource source = next.getValue();
            if (source.isReading()) {
                LOG.atInfo()
                        .addKeyValue("event.action", "source-reading")
                        .addKeyValue("event.outcome", "success")
                        .log("Route {} reads: {}, {} s after the start", next.getKey(), share(source), seconds());
                left.remove();
            } else if (source.failure().isPresent()) {
                // The source has said why.
                left.remove();
            }
        }
        if (waiting.isEmpty()) {
            looks.cancel();
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

    private String seconds() {
        long millis = Duration.ofNanos(nanoTime.getAsLong() - startNanos).toMillis();
        return String.format(Locale.ROOT, "%.1f", millis / 1000.0);
    }
}
