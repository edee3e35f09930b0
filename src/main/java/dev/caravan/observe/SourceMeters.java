package dev.caravan.observe;

import static java.util.Objects.requireNonNull;

import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;

/**
 * How far the sources are, asked when somebody scrapes: one series a route, over all of its partitions, since those may
 * be thousands and change their owner.
 */
final class SourceMeters {

    private final CamelContext context;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private final MultiGauge reading;
    private final MultiGauge lagRecords;
    private final MultiGauge lagSeconds;
    private final MultiGauge pending;
    private final MultiGauge checkpointAge;

    /** @param nanoTime the clock of {@link SourceStatus#acknowledgedNanos()} */
    SourceMeters(MeterRegistry registry, CamelContext context, LongSupplier nanoTime) {
        this.context = requireNonNull(context, "context");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
        this.startNanos = nanoTime.getAsLong();
        this.reading = MultiGauge.builder("caravan.source.reading").register(registry);
        this.lagRecords = MultiGauge.builder("caravan.source.lag.records").register(registry);
        this.lagSeconds = MultiGauge.builder("caravan.source.lag.seconds").register(registry);
        this.pending = MultiGauge.builder("caravan.source.pending.records").register(registry);
        this.checkpointAge =
                MultiGauge.builder("caravan.checkpoint.age.seconds").register(registry);
    }

    /** Routes that came or went since the last time come and go here too. */
    synchronized void refresh() {
        List<Row<?>> reads = new ArrayList<>();
        List<Row<?>> records = new ArrayList<>();
        List<Row<?>> seconds = new ArrayList<>();
        List<Row<?>> held = new ArrayList<>();
        List<Row<?>> ages = new ArrayList<>();
        for (Route route : context.getRoutes()) {
            if (!(route.getConsumer() instanceof BatchSource source)) {
                continue;
            }
            Tags tags = Tags.of("route", route.getRouteId(), "source", name(route.getEndpoint()));
            List<SourceStatus> status = source.status();
            reads.add(Row.of(tags, source.isReading() && !status.isEmpty() ? 1 : 0));
            if (route.getEndpoint() instanceof KafkaBatchEndpoint) {
                behind(status).ifPresent(lag -> records.add(Row.of(tags, lag)));
            } else {
                furthestBehind(status).ifPresent(millis -> seconds.add(Row.of(tags, millis / 1000.0)));
            }
            held.add(Row.of(
                    tags, status.stream().mapToLong(SourceStatus::pending).sum()));
            ages.add(Row.of(tags, checkpointAge(status)));
        }
        reading.register(reads, true);
        lagRecords.register(records, true);
        lagSeconds.register(seconds, true);
        pending.register(held, true);
        checkpointAge.register(ages, true);
    }

    private static String name(Endpoint from) {
        if (from instanceof KafkaBatchEndpoint topic) {
            return topic.getTopic();
        }
        return from instanceof KinesisBatchEndpoint stream ? stream.getStream() : from.getEndpointBaseUri();
    }

    /** Of the partitions that tell; empty if none does. */
    private static OptionalLong behind(List<SourceStatus> status) {
        return status.stream()
                .map(SourceStatus::behind)
                .flatMapToLong(OptionalLong::stream)
                .reduce(Long::sum);
    }

    private static OptionalLong furthestBehind(List<SourceStatus> status) {
        return status.stream()
                .map(SourceStatus::behind)
                .flatMapToLong(OptionalLong::stream)
                .max();
    }

    /** In seconds, of the partition that waits longest for its acknowledgement; 0 where nothing waits. */
    private double checkpointAge(List<SourceStatus> status) {
        long now = nanoTime.getAsLong();
        long oldest = status.stream()
                .filter(partition -> partition.pending() > 0)
                .mapToLong(partition -> now - partition.acknowledgedNanos().orElse(startNanos))
                .max()
                .orElse(0);
        return Duration.ofNanos(oldest).toMillis() / 1000.0;
    }
}
