package dev.caravan.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once when nobody takes the spans any more, and once when somebody does again. */
final class CountedExport implements SpanExporter {

    private static final Logger LOG = LoggerFactory.getLogger(CountedExport.class);

    private final SpanExporter exporter;
    private final String place;
    private final SpanCounts counts;
    private final AtomicBoolean away = new AtomicBoolean();

    /** @param place where the spans go, for the log */
    CountedExport(SpanExporter exporter, String place, SpanCounts counts) {
        this.exporter = requireNonNull(exporter, "exporter");
        this.place = requireNonNull(place, "place");
        this.counts = requireNonNull(counts, "counts");
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        int count = spans.size();
        CompletableResultCode result = exporter.export(spans);
        return result.whenComplete(() -> count(count, result));
    }

    private void count(int spans, CompletableResultCode result) {
        say(result);
        counts.left(spans, result.isSuccess());
    }

    private void say(CompletableResultCode result) {
        if (result.isSuccess() && away.compareAndSet(true, false)) {
            LOG.info("{} takes spans again, after {} were lost", place, counts.lost());
        } else if (!result.isSuccess() && away.compareAndSet(false, true)) {
            LOG.warn(
                    "{} does not take spans ({}): they are dropped and counted until it does, delivery goes on. Is"
                            + " tracing.endpoint a collector that speaks OTLP over HTTP?",
                    place,
                    reason(result));
        }
    }

    private static String reason(CompletableResultCode result) {
        Throwable failure = result.getFailureThrowable();
        while (failure != null && failure.getCause() != null) {
            failure = failure.getCause();
        }
        return failure == null || failure.getMessage() == null ? "it answers with an error" : failure.toString();
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }
}
