package dev.caravan.aws;

import static java.util.Objects.requireNonNull;

import dev.caravan.measure.Answer;
import dev.caravan.measure.Measures;
import java.util.List;
import java.util.Locale;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.http.HttpMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;
import software.amazon.awssdk.metrics.SdkMetric;

/**
 * Reports every attempt of every call of one client, the SDK's own repetitions included, which nobody else sees. The SDK
 * hands over its metrics when a call has ended, on the caller's thread.
 */
final class CallMetrics implements MetricPublisher {

    private static final int PRECONDITION_FAILED = 412;

    private final Measures measures;

    CallMetrics(Measures measures) {
        this.measures = requireNonNull(measures, "measures");
    }

    @Override
    public void publish(MetricCollection call) {
        String service = first(call, CoreMetric.SERVICE_ID, "unknown").toLowerCase(Locale.ROOT);
        String operation = first(call, CoreMetric.OPERATION_NAME, "unknown");
        for (MetricCollection attempt : call.children()) {
            measures.answered(service, operation, answer(attempt));
        }
    }

    /** {@link CoreMetric#ERROR_TYPE} is not there after a success, and is ServerError for every status that is none. */
    private static Answer answer(MetricCollection attempt) {
        return switch (first(attempt, CoreMetric.ERROR_TYPE, "")) {
            case "" -> Answer.OK;
            case "Throttling" -> Answer.THROTTLED;
            case "ConfiguredTimeout", "IO" -> Answer.RETRY;
            default -> refused(first(attempt, HttpMetric.HTTP_STATUS_CODE, 0));
        };
    }

    private static Answer refused(int status) {
        if (status == PRECONDITION_FAILED) {
            return Answer.OK;
        }
        return status >= 500 ? Answer.RETRY : Answer.FAILED;
    }

    private static <T> T first(MetricCollection metrics, SdkMetric<T> metric, T otherwise) {
        List<T> values = metrics.metricValues(metric);
        return values.isEmpty() ? otherwise : values.get(0);
    }

    @Override
    public void close() {}
}
