package dev.caravan.local.demo;

import dev.caravan.failure.Abandonment;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Waits until every source has read and acknowledged all there is. */
final class Lag {

    private static final Duration POLL = Duration.ofMillis(500);
    /** What a source says may be as old as its last poll; a lag of nothing counts when it is seen this often in a row. */
    private static final int SEEN = 4;

    private final Supplier<List<BatchSource>> sources;
    private final Duration timeout;
    private final Abandonment stopped;

    Lag(Supplier<List<BatchSource>> sources, Duration timeout, Abandonment stopped) {
        this.sources = sources;
        this.timeout = timeout;
        this.stopped = stopped;
    }

    /**
     * @param progress told what is left, in words
     * @throws IllegalStateException if a source failed or the lag stays
     */
    void awaitNone(Consumer<String> progress) {
        long begin = System.nanoTime();
        int caughtUp = 0;
        while (caughtUp < SEEN) {
            List<BatchSource> now = sources.get();
            now.forEach(source -> source.failure().ifPresent(reason -> {
                throw new IllegalStateException("A route stopped: " + reason);
            }));
            boolean none = now.stream().allMatch(Lag::isCaughtUp);
            caughtUp = none ? caughtUp + 1 : 0;
            if (!none) {
                progress.accept(describe(now));
                if (System.nanoTime() - begin > timeout.toNanos()) {
                    throw new IllegalStateException(
                            "The sources still lag after " + timeout.toSeconds() + " s: " + describe(now));
                }
            }
            stopped.pause(POLL, "waiting for the sources");
        }
    }

    private static boolean isCaughtUp(BatchSource source) {
        List<SourceStatus> status = source.status();
        return source.isReading() && !status.isEmpty() && status.stream().allMatch(SourceStatus::isCaughtUp);
    }

    private static String describe(List<BatchSource> sources) {
        long reading = sources.stream().filter(BatchSource::isReading).count();
        long pending = sources.stream()
                .flatMap(source -> source.status().stream())
                .mapToLong(SourceStatus::pending)
                .sum();
        return reading + " of " + sources.size() + " sources read, " + pending + " records in batches";
    }
}
