package dev.caravan.source;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/**
 * Readiness of one batch source: red until it reads, while a sink takes nothing, and once its route had to stop, each
 * with the reason. Never part of liveness: a restart mends no service.
 */
public final class SourceHealthCheck extends AbstractHealthCheck {

    private final BatchSource source;

    public SourceHealthCheck(String route, BatchSource source) {
        super("caravan", "source-" + route);
        this.source = source;
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        Optional<String> trouble = source.failure().or(source::delay).or(this::silence);
        trouble.ifPresentOrElse(reason -> builder.message(reason).down(), builder::up);
    }

    private Optional<String> silence() {
        return source.isReading()
                ? Optional.empty()
                : Optional.of("It reads nothing: it has no partitions or shards yet, or its service does not answer");
    }
}
