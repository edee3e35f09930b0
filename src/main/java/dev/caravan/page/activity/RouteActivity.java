package dev.caravan.page.activity;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;

/** What one route did since the start of the process. Thread-safe. */
public final class RouteActivity {

    private final Clock clock;
    private final SecondCounts delivered;
    private final SecondCounts rejected;
    private final AtomicLong records = new AtomicLong();
    private final AtomicLong filtered = new AtomicLong();
    private final AtomicLong retries = new AtomicLong();
    private final Map<String, Long> reasons = new TreeMap<>();
    private volatile Instant lastBegun;
    private volatile Instant lastDelivered;

    RouteActivity(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        this.delivered = new SecondCounts(clock);
        this.rejected = new SecondCounts(clock);
    }

    void begun(int count) {
        if (count > 0) {
            lastBegun = clock.instant();
        }
    }

    void repeated() {
        retries.incrementAndGet();
    }

    void delivered(int count, long left, List<Rejection> rejections) {
        delivered.add(count);
        records.addAndGet(count);
        filtered.addAndGet(left);
        rejected.add(rejections.size());
        synchronized (reasons) {
            rejections.forEach(each -> reasons.merge(each.reason().code(), 1L, Long::sum));
        }
        if (count > 0) {
            lastDelivered = clock.instant();
        }
    }

    /** Delivered records, dead letters and what was filtered among them. */
    public SecondCounts delivered() {
        return delivered;
    }

    /** Records that became dead letters. */
    public SecondCounts rejected() {
        return rejected;
    }

    public long records() {
        return records.get();
    }

    public long filtered() {
        return filtered.get();
    }

    /** Attempts that were repeated. */
    public long retries() {
        return retries.get();
    }

    /** Dead letters by the code of their reason. */
    public Map<String, Long> reasons() {
        synchronized (reasons) {
            return Map.copyOf(reasons);
        }
    }

    /** When a batch with records last began its way; empty if none has. */
    public Optional<Instant> lastBegun() {
        return Optional.ofNullable(lastBegun);
    }

    /** When a batch with records was last delivered; empty if none was. */
    public Optional<Instant> lastDelivered() {
        return Optional.ofNullable(lastDelivered);
    }
}
