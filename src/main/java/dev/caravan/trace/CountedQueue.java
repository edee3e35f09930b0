package dev.caravan.trace;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;

/** Hands ended spans on while there is room for them: what the SDK drops behind a full queue it counts for itself only. */
final class CountedQueue implements SpanProcessor {

    private final SpanProcessor queue;
    private final SpanCounts counts;

    CountedQueue(SpanProcessor queue, SpanCounts counts) {
        this.queue = requireNonNull(queue, "queue");
        this.counts = requireNonNull(counts, "counts");
    }

    @Override
    public void onStart(Context parent, ReadWriteSpan span) {}

    @Override
    public boolean isStartRequired() {
        return false;
    }

    @Override
    public void onEnd(ReadableSpan span) {
        if (counts.enter()) {
            queue.onEnd(span);
        }
    }

    @Override
    public boolean isEndRequired() {
        return true;
    }

    @Override
    public CompletableResultCode shutdown() {
        return queue.shutdown();
    }

    @Override
    public CompletableResultCode forceFlush() {
        return queue.forceFlush();
    }
}
