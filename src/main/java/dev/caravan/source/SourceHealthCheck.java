package dev.caravan.source;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Readiness of one batch source: red until it reads, and red with the reason once its route had to stop. */
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
        Optional<String> failure = source.failure();
        if (failure.isPresent()) {
            builder.message(failure.get()).down();
        } else if (source.isReading()) {
            builder.up();
        } else {
            builder.message("Not reading yet").down();
        }
    }
}
