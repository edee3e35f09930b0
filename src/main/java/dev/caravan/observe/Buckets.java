package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.DoubleStream;

/** The histograms, each with few buckets of its own: every bucket is a series for every label. */
final class Buckets {

    static final Buckets RECORDS =
            new Buckets("caravan.batch.records", 1, 10, 100, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000);
    static final Buckets BYTES = new Buckets(
            "caravan.batch.bytes", 1 << 10, 1 << 14, 1 << 17, 1 << 20, 1 << 21, 1 << 22, 1 << 23, 1 << 24, 1 << 26);
    static final Buckets FLUSH =
            new Buckets("caravan.flush.duration", 0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60);
    static final Buckets LATENCY =
            new Buckets("caravan.end.to.end.latency", 0.5, 1, 2.5, 5, 10, 20, 30, 60, 120, 300, 900, 3_600);

    private final String meter;
    private final double[] bounds;

    private Buckets(String meter, double... bounds) {
        this.meter = requireNonNull(meter, "meter");
        this.bounds = bounds;
    }

    DistributionSummary summary(MeterRegistry registry, String label, String value) {
        return DistributionSummary.builder(meter)
                .tag(label, value)
                .serviceLevelObjectives(bounds)
                .register(registry);
    }

    /** Of bounds in seconds. */
    Timer timer(MeterRegistry registry, String label, String value) {
        return Timer.builder(meter)
                .tag(label, value)
                .serviceLevelObjectives(DoubleStream.of(bounds)
                        .mapToObj(seconds -> Duration.ofMillis(Math.round(seconds * 1000)))
                        .toArray(Duration[]::new))
                .register(registry);
    }
}
