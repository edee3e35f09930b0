package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;

/** Always up, since what ran before a refused edit still runs; its message is the reason of the refusal. */
final class ReloadHealthCheck extends AbstractHealthCheck {

    private final Supplier<ReloadStatus> status;

    ReloadHealthCheck(Supplier<ReloadStatus> status) {
        super("caravan", "routes-reload");
        this.status = requireNonNull(status, "status");
    }

    @Override
    public boolean isLiveness() {
        return false;
    }

    @Override
    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
        builder.up();
        ReloadStatus now = status.get();
        if (now instanceof ReloadStatus.Applied applied) {
            builder.detail("outcome", "applied").detail("at", applied.at().toString());
        } else if (now instanceof ReloadStatus.Refused refused) {
            String reasons = String.join("; ", refused.problems());
            builder.message("The last edit of the routes is not applied: " + reasons)
                    .detail("outcome", "refused")
                    .detail("at", refused.at().toString())
                    .detail("reason", reasons);
        } else {
            builder.detail("outcome", "unchanged");
        }
    }
}
