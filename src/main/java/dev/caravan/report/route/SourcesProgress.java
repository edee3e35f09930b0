package dev.caravan.report.route;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchOutcome;
import dev.caravan.record.SourcePartition;
import dev.caravan.report.run.SourceProgress;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;

/**
 * How far all partitions are that this process owns: each as far as the last record that it delivered, or up to now where
 * all is delivered. Of partitions that others own nothing is known here. Thread-safe.
 */
public final class SourcesProgress implements SourceProgress, Measures {

    /** A source knows what is in a partition by its last read, which is no longer ago than this while it has all. */
    private static final Duration LAST_READ = Duration.ofSeconds(10);

    private final CamelContext context;
    private final Clock clock;
    private final Map<Delivered, Instant> arrivals = new ConcurrentHashMap<>();

    private record Delivered(String route, SourcePartition partition) {}

    public SourcesProgress(CamelContext context, Clock clock) {
        this.context = requireNonNull(context, "context");
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
        batch.lastArrival()
                .ifPresent(arrival -> arrivals.merge(
                        new Delivered(route, batch.range().partition()),
                        arrival,
                        (one, other) -> one.isAfter(other) ? one : other));
    }

    @Override
    public Optional<Instant> completeTo() {
        List<Optional<Instant>> partitions = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (route.getConsumer() instanceof BatchSource source) {
                if (!source.isReading()) {
                    return Optional.empty();
                }
                source.status().forEach(status -> partitions.add(completeTo(route.getRouteId(), status)));
            }
        }
        return partitions.stream().allMatch(Optional::isPresent)
                ? partitions.stream().flatMap(Optional::stream).min(Instant::compareTo)
                : Optional.empty();
    }

    private Optional<Instant> completeTo(String route, SourceStatus status) {
        return status.isCaughtUp()
                ? Optional.of(clock.instant().minus(LAST_READ))
                : Optional.ofNullable(arrivals.get(new Delivered(route, status.partition())));
    }
}
