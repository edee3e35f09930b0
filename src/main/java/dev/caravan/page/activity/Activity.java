package dev.caravan.page.activity;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Answer;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchOutcome;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Remembers the reports of a process for its page. Thread-safe; as large as there are routes, sinks and operations. */
public final class Activity implements Measures {

    private static final int OBJECTS = 50;

    private final Clock clock;
    private final Map<String, RouteActivity> routes = new ConcurrentHashMap<>();
    private final Map<String, CallActivity> calls = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> retries = new ConcurrentHashMap<>();
    private final Deque<StoredObject> objects = new ArrayDeque<>();

    public Activity(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void begun(String route, BatchInDelivery batch) {
        ofRoute(route).begun(batch.recordCount());
    }

    @Override
    public void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {
        ofRoute(route).repeated();
    }

    @Override
    public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
        ofRoute(route).delivered(batch.recordCount(), outcome.filteredCount(), outcome.rejections());
    }

    @Override
    public void stored(String route, String object, long records, long bytes) {
        synchronized (objects) {
            objects.addFirst(new StoredObject(clock.instant(), route, object, records, bytes));
            if (objects.size() > OBJECTS) {
                objects.removeLast();
            }
        }
    }

    @Override
    public void retried(String sink) {
        retries.computeIfAbsent(sink, none -> new AtomicLong()).incrementAndGet();
    }

    @Override
    public void answered(String service, String operation, Answer answer) {
        calls.computeIfAbsent(service + " " + operation, none -> new CallActivity(clock))
                .answered(answer);
    }

    /** Of a route that did nothing yet too. */
    public RouteActivity ofRoute(String route) {
        return routes.computeIfAbsent(route, none -> new RouteActivity(clock));
    }

    /** By {@code SERVICE OPERATION}, sorted. */
    public Map<String, CallActivity> calls() {
        return new TreeMap<>(calls);
    }

    /** Calls that a sink made again, by the sink in words, sorted. */
    public Map<String, Long> retries() {
        Map<String, Long> counts = new TreeMap<>();
        retries.forEach((sink, count) -> counts.put(sink, count.get()));
        return Collections.unmodifiableMap(counts);
    }

    /** The newest first, at most 50. */
    public List<StoredObject> objects() {
        synchronized (objects) {
            return new ArrayList<>(objects);
        }
    }
}
