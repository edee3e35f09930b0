package dev.caravan.source;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of one batch source: red until it reads, while a sink takes nothing, and once its route had to stop, each
 * with the reason. Red or green, the message says when something was last acknowledged. Never part of liveness: a restart
 * mends no service.
 */
public final class SourceHealthCheck extends AbstractHealthCheck {

    private final BatchSource source;
    private final LongSupplier nanoTime;

    /** @param nanoTime the clock of {@link SourceStatus#acknowledgedNanos()} */
    public SourceHealthCheck(String route, BatchSource source, LongSupplier nanoTime) {
        super("caravan", "source-" + route);
        this.source = requireNonNull(source, "source");
        this.nanoTime = requireNonNull(nanoTime, "nanoTime");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> trouble = source.failure().or(source::delay).or(this::silence);
        trouble.ifPresentOrElse(
                reason -> builder.message(reason + "; " + standing()).down(),
                () -> builder.message(standing()).up());
    }

    private Optional<String> silence() {
        return source.isReading()
                ? Optional.empty()
                : Optional.of("It reads nothing: it has no partitions or shards yet, or its service does not answer");
    }

    private String standing() {
        List<SourceStatus> status = source.status();
        long pending = status.stream().mapToLong(SourceStatus::pending).sum();
        OptionalLong last = status.stream()
                .map(SourceStatus::acknowledgedNanos)
                .flatMapToLong(OptionalLong::stream)
                .max();
        String acknowledged = last.isPresent()
                ? "last acknowledgement "
                        + Duration.ofNanos(nanoTime.getAsLong() - last.getAsLong())
                                .toSeconds() + " s ago"
                : "nothing acknowledged yet";
        return acknowledged + ", " + pending + " records pending";
    }
}
