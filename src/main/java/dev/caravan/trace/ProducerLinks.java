package dev.caravan.trace;

import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourceRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The spans under which the records of a batch were produced, as their headers say (W3C Trace Context). */
final class ProducerLinks {

    /** Of thousands of producers' spans some show where a batch comes from; all of them nobody stores or draws. */
    static final int MOST = 32;

    /** Of names that come several times the first counts, and what is not text is none that this format allows. */
    private static final TextMapGetter<List<RecordHeader>> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(List<RecordHeader> headers) {
            return headers.stream().map(RecordHeader::name).toList();
        }

        @Override
        public String get(List<RecordHeader> headers, String name) {
            for (RecordHeader header : headers) {
                if (header.name().equalsIgnoreCase(name) && header.value() != null) {
                    return new String(header.value(), StandardCharsets.ISO_8859_1);
                }
            }
            return null;
        }
    };

    private ProducerLinks() {}

    /** The first {@link #MOST} that are sampled, each once; a link to what nobody keeps leads nowhere. */
    static List<SpanContext> of(Collection<SourceRecord> records) {
        Set<String> known = new HashSet<>();
        List<SpanContext> links = new ArrayList<>();
        for (SourceRecord record : records) {
            if (links.size() == MOST) {
                break;
            }
            SpanContext producer = producer(record.headers());
            if (producer.isSampled() && known.add(producer.getTraceId() + producer.getSpanId())) {
                links.add(producer);
            }
        }
        return links;
    }

    /** Invalid, and so not sampled, where there is none. */
    private static SpanContext producer(List<RecordHeader> headers) {
        if (headers.isEmpty()) {
            return SpanContext.getInvalid();
        }
        Context context = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        return Span.fromContext(context).getSpanContext();
    }
}
