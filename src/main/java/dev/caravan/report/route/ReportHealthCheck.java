package dev.caravan.report.route;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.ReportBoard.LastRun;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Always up, since a report that fails keeps no record from its sink; its message and details say what is wrong. */
final class ReportHealthCheck extends AbstractHealthCheck {

    private final Supplier<Optional<String>> trouble;
    private final Supplier<Optional<LastRun>> last;

    /** @param trouble why no run can be done now, if none can */
    ReportHealthCheck(String report, Supplier<Optional<String>> trouble, Supplier<Optional<LastRun>> last) {
        super("caravan", "report-" + report);
        this.trouble = requireNonNull(trouble, "trouble");
        this.last = requireNonNull(last, "last");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        last.get().ifPresent(run -> {
            builder.detail("state", run.state())
                    .detail("scheduled", run.scheduled().toString());
            if (!run.reason().isEmpty()) {
                builder.message("The last run was " + run.state() + ": " + run.reason())
                        .detail("reason", run.reason());
            }
        });
        trouble.get().ifPresent(why -> builder.message("No run can be done now: " + why));
    }
}
