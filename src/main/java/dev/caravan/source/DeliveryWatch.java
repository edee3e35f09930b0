package dev.caravan.source;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The batches of one source that are under way to its sinks, and since when. Thread-safe. */
final class DeliveryWatch {

    /** Longer than a batch takes while sinks are well; with a prober's own period still within 30 s (issue 3). */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private final LongSupplier nanoTime;
    private final Map<BatchInDelivery, Long> beginnings = new ConcurrentHashMap<>();

    DeliveryWatch(LongSupplier nanoTime) {
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    void begin(BatchInDelivery batch) {
        beginnings.put(batch, nanoTime.getAsLong());
    }

    void end(BatchInDelivery batch) {
        beginnings.remove(batch);
    }

    /** The batch that has been under way longest, in words, if that is longer than usual. */
    Optional<String> delay() {
        long now = nanoTime.getAsLong();
        return beginnings.entrySet().stream()
                .filter(entry -> now - entry.getValue() >= PATIENCE.toNanos())
                .max(Comparator.comparingLong(entry -> now - entry.getValue()))
                .map(entry -> describe(entry.getKey(), Duration.ofNanos(now - entry.getValue())));
    }

    private static String describe(BatchInDelivery batch, Duration age) {
        return "Batch " + batch.range().id() + " is not delivered after " + age.toSeconds() + " s: "
                + batch.abandonment().obstacle().orElse("its first attempt still runs");
    }
}
