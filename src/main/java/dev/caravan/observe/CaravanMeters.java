package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Answer;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchOutcome;
import dev.caravan.record.Rejection;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The reports as meters whose names begin with {@code caravan}; docs/operating.md lists them. A few look-ups in a map for
 * each batch or call. Thread-safe.
 */
public final class CaravanMeters implements Measures {

    private final MeterRegistry registry;
    private final Clock clock;
    /** By route, in milliseconds since 1970. */
    private final Map<String, AtomicLong> lastSuccess = new ConcurrentHashMap<>();
    /** By report, in milliseconds since 1970. */
    private final Map<String, AtomicLong> lastReport = new ConcurrentHashMap<>();

    public CaravanMeters(MeterRegistry registry, Clock clock) {
        this.registry = requireNonNull(registry, "registry");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void begun(String route, BatchInDelivery batch) {
        String source = batch.range().partition().source();
        registry.counter("caravan.records.in", "route", route, "source", source).increment(batch.recordCount());
        Buckets.RECORDS.summary(registry, "route", route).record(batch.recordCount());
        Buckets.BYTES.summary(registry, "route", route).record((double) batch.payloadBytes());
    }

    @Override
    public void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {
        registry.counter("caravan.batch.retries", "route", route).increment();
    }

    @Override
    public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
        Instant now = clock.instant();
        for (Rejection rejection : outcome.rejections()) {
            String reason = rejection.reason().code();
            registry.counter("caravan.records.dead.lettered", "route", route, "reason", reason)
                    .increment();
        }
        registry.counter("caravan.records.filtered", "route", route).increment(outcome.filteredCount());
        batch.firstArrival()
                .map(arrival -> Duration.between(arrival, now))
                // A producer's clock may be ahead of ours.
                .map(latency -> latency.isNegative() ? Duration.ZERO : latency)
                .ifPresent(Buckets.LATENCY.timer(registry, "route", route)::record);
        lastSuccess
                .computeIfAbsent(route, name -> timestamp("caravan.last.success.timestamp.seconds", "route", name))
                .set(now.toEpochMilli());
    }

    private AtomicLong timestamp(String meter, String label, String value) {
        AtomicLong millis = new AtomicLong();
        Gauge.builder(meter, () -> millis.get() / 1000.0).tag(label, value).register(registry);
        return millis;
    }

    @Override
    public void written(String route, String sink, long records, Duration took) {
        registry.counter("caravan.records.out", "route", route, "sink", sink).increment((double) records);
        Buckets.FLUSH.timer(registry, "sink", sink).record(took);
    }

    @Override
    public void retried(String sink) {
        registry.counter("caravan.sink.retries", "sink", sink).increment();
    }

    @Override
    public void answered(String service, String operation, Answer answer) {
        String outcome = answer.name().toLowerCase(Locale.ROOT);
        registry.counter("caravan.sink.requests", "sink", service, "op", operation, "outcome", outcome)
                .increment();
    }

    @Override
    public void reported(String report, String outcome) {
        registry.counter("caravan.report.runs", "report", report, "outcome", outcome)
                .increment();
        if (outcome.equals("sent")) {
            lastReport
                    .computeIfAbsent(
                            report, name -> timestamp("caravan.report.last.success.timestamp.seconds", "report", name))
                    .set(clock.instant().toEpochMilli());
        }
    }

    @Override
    public void scanned(long bytes) {
        registry.counter("caravan.athena.scanned.bytes").increment((double) bytes);
    }
}
