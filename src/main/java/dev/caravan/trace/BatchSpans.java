package dev.caravan.trace;

import static java.util.Objects.requireNonNull;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.measure.Measures;
import dev.caravan.record.BatchOutcome;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.MDC;

/**
 * A span for each batch, from its begin until all of it is durable and its source may acknowledge it, however many attempts
 * that takes. It is the root of a trace, linked to the producers' spans: a batch has as many parents as records. Meanwhile
 * what the writer's thread logs carries the ids of the span. Names follow OpenTelemetry's conventions for messaging.
 */
final class BatchSpans implements Measures {

    private static final AttributeKey<String> ERROR_TYPE = AttributeKey.stringKey("error.type");

    /** As the Elastic Common Schema names them. */
    private static final String TRACE_ID = "trace.id";

    private static final String SPAN_ID = "span.id";

    private final Tracer tracer;
    private final Map<BatchInDelivery, Span> spans = new ConcurrentHashMap<>();

    BatchSpans(Tracer tracer) {
        this.tracer = requireNonNull(tracer, "tracer");
    }

    @Override
    public void begun(String route, BatchInDelivery batch) {
        BatchRange range = batch.range();
        String source = range.partition().source();
        SpanBuilder builder = tracer.spanBuilder("process " + source)
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("messaging.system", range.start() instanceof KafkaPosition ? "kafka" : "aws_kinesis")
                .setAttribute("messaging.operation.name", "process")
                .setAttribute("messaging.operation.type", "process")
                .setAttribute("messaging.destination.name", source)
                .setAttribute(
                        "messaging.destination.partition.id", range.partition().partition())
                .setAttribute("messaging.batch.message_count", batch.recordCount())
                .setAttribute("caravan.route", route)
                .setAttribute("caravan.batch", range.id());
        ProducerLinks.of(batch.records()).forEach(builder::addLink);
        Span span = builder.startSpan();
        spans.put(batch, span);
        MDC.put(TRACE_ID, span.getSpanContext().getTraceId());
        MDC.put(SPAN_ID, span.getSpanContext().getSpanId());
    }

    /** As often as the log says it: a batch may be tried for days. */
    @Override
    public void repeated(String route, BatchInDelivery batch, int attempt, Throwable failure) {
        Span span = spans.get(batch);
        if (span != null && Integer.bitCount(attempt) == 1) {
            span.addEvent(
                    "exception",
                    Attributes.builder()
                            .put("exception.type", failure.getClass().getName())
                            .put("exception.message", String.valueOf(failure.getMessage()))
                            .put("caravan.attempt", attempt)
                            .build());
        }
    }

    @Override
    public void delivered(String route, BatchInDelivery batch, BatchOutcome outcome) {
        Span span = spans.get(batch);
        if (span != null) {
            span.setAttribute(
                    "caravan.records.dead_lettered", outcome.rejections().size());
            span.setAttribute("caravan.records.filtered", outcome.filteredCount());
        }
    }

    @Override
    public void ended(String route, BatchInDelivery batch) {
        MDC.remove(TRACE_ID);
        MDC.remove(SPAN_ID);
        Span span = spans.remove(batch);
        if (span == null) {
            return;
        }
        Throwable failure = batch.failure();
        if (failure != null) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            span.setAttribute(ERROR_TYPE, cause.getClass().getName());
            span.setStatus(StatusCode.ERROR, failure.getMessage());
        } else if (!batch.isWritten()) {
            span.setAttribute(ERROR_TYPE, "abandoned");
            span.setStatus(StatusCode.ERROR, "Given up: it is delivered again, by this process or another one");
        }
        span.end();
    }
}
