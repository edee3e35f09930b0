package dev.caravan.page.snapshot;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.batch.OpenBatch;
import dev.caravan.page.activity.Activity;
import dev.caravan.routes.ReloadStatus;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Route;

/** Takes snapshots of a running context. Thread-safe. */
public final class Snapshots implements Supplier<Snapshot> {

    private final CamelContext context;
    private final Activity activity;
    private final Supplier<Optional<ReloadStatus>> edits;
    private final Clock clock;
    private final LongSupplier nanoTime;

    /**
     * @param edits empty if edits are not taken up while the routes run
     * @param nanoTime the clock of {@link SourceStatus#acknowledgedNanos()}
     */
    public Snapshots(
            CamelContext context,
            Activity activity,
            Supplier<Optional<ReloadStatus>> edits,
            Clock clock,
            LongSupplier nanoTime) {
        this.context = requireNonNull(context, "context");
        this.activity = requireNonNull(activity, "activity");
        this.edits = requireNonNull(edits, "edits");
        this.clock = requireNonNull(clock, "clock");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public Snapshot get() {
        Instant now = clock.instant();
        List<RouteView> routes =
                context.getRoutes().stream().map(route -> view(route, now)).toList();
        EditView edit = EditView.of(edits.get());
        MemoryBudget budget = context.getRegistry().findSingleByType(MemoryBudget.class);
        return new Snapshot(
                now,
                new Judge(routes, edit, now).verdict(),
                routes,
                edit,
                activity.objects(),
                activity.calls().entrySet().stream()
                        .map(entry -> CallView.of(entry.getKey(), entry.getValue()))
                        .toList(),
                activity.retries(),
                budget == null ? 0 : budget.usedBytes(),
                budget == null ? 0 : budget.maxBytes());
    }

    private RouteView view(Route route, Instant now) {
        String id = route.getRouteId();
        return new RouteView(
                id,
                Optional.ofNullable(route.getDescription()).orElse(""),
                String.valueOf(context.getRouteController().getRouteStatus(id)),
                route.isAutoStartup(),
                route.getEndpoint().getEndpointBaseUri(),
                route.getConsumer() instanceof BatchSource source && route.getEndpoint() instanceof BatchEndpoint from
                        ? Optional.of(source(source, from, now))
                        : Optional.empty(),
                FlowView.of(activity.ofRoute(id)));
    }

    private SourceView source(BatchSource source, BatchEndpoint from, Instant now) {
        List<PartitionView> partitions = source.status().stream()
                .map(status -> partition(status, from, now))
                .toList();
        return SourceView.of(
                from instanceof KafkaBatchEndpoint ? "Kafka topic" : "Kinesis stream",
                name(from),
                source.isReading(),
                source.failure(),
                source.delay(),
                partitions);
    }

    private static String name(Endpoint from) {
        if (from instanceof KafkaBatchEndpoint topic) {
            return topic.getTopic();
        }
        return from instanceof KinesisBatchEndpoint stream ? stream.getStream() : from.getEndpointBaseUri();
    }

    private PartitionView partition(SourceStatus status, BatchEndpoint from, Instant now) {
        BatchPolicy policy = from.policy();
        OpenBatch open = status.open();
        Optional<Duration> age = since(open.sinceNanos());
        boolean counts = from instanceof KafkaBatchEndpoint;
        return new PartitionView(
                status.partition().partition(),
                counts ? status.behind() : OptionalLong.empty(),
                counts ? behind(status, now) : millis(status.behind()),
                status.pending(),
                open.records(),
                open.bytes(),
                fill(open, age, policy),
                age.map(passed -> floor(policy.maxAge().minus(passed))),
                since(status.acknowledgedNanos()));
    }

    /** Kafka counts records only; how far it is behind in time, the newest record says that was read. */
    private static Optional<Duration> behind(SourceStatus status, Instant now) {
        if (status.behind().isEmpty()) {
            return Optional.empty();
        }
        return status.behind().getAsLong() == 0
                ? Optional.of(Duration.ZERO)
                : status.open().newestArrival().map(newest -> floor(Duration.between(newest, now)));
    }

    private static double fill(OpenBatch open, Optional<Duration> age, BatchPolicy policy) {
        return Stream.of(
                        (double) open.records() / policy.maxRecords(),
                        (double) open.bytes() / policy.maxBytes(),
                        age.map(passed -> (double) passed.toMillis()
                                        / policy.maxAge().toMillis())
                                .orElse(0.0))
                .mapToDouble(share -> Math.min(1, share))
                .max()
                .orElse(0);
    }

    private Optional<Duration> since(OptionalLong nanos) {
        return nanos.isPresent()
                ? Optional.of(floor(Duration.ofNanos(nanoTime.getAsLong() - nanos.getAsLong())))
                : Optional.empty();
    }

    private static Optional<Duration> millis(OptionalLong millis) {
        return millis.isPresent() ? Optional.of(Duration.ofMillis(millis.getAsLong())) : Optional.empty();
    }

    private static Duration floor(Duration time) {
        return time.isNegative() ? Duration.ZERO : time;
    }
}
