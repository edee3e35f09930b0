package dev.caravan.trace;

import dev.caravan.measure.Measures;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Makes spans of batches and sends them as OTLP over HTTP. Starts a thread, and nothing else happens until the first batch.
 * Closing it sends what waits, for a few seconds at most.
 */
public final class Tracing implements AutoCloseable {

    private static final String PATH = "/v1/traces";
    private static final int MOST_WAITING = 2_048;
    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration CALL = Duration.ofSeconds(5);
    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int LONGEST_ATTRIBUTE = 1_024;

    /** It logs what {@link CountedExport} says, with a trace and past our log. Held, since the platform holds it weakly. */
    private static final Logger EXPORTERS_OWN = Logger.getLogger("io.opentelemetry");

    private final SpanCounts counts = new SpanCounts(MOST_WAITING);
    private final SdkTracerProvider provider;
    private final BatchSpans spans;

    /**
     * @param endpoint scheme, host and port of what takes OTLP over HTTP
     * @param version of this program
     */
    public Tracing(URI endpoint, String version) {
        EXPORTERS_OWN.setLevel(Level.OFF);
        URI traces = endpoint.resolve(PATH);
        OtlpHttpSpanExporter exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(traces.toString())
                .setCompression("gzip")
                .setConnectTimeout(CONNECT)
                .setTimeout(CALL)
                .build();
        SpanProcessor sending = BatchSpanProcessor.builder(new CountedExport(exporter, shown(traces), counts))
                .setMaxQueueSize(MOST_WAITING)
                .setScheduleDelay(PERIOD)
                .setExporterTimeout(CALL.plus(CONNECT))
                .build();
        this.provider = SdkTracerProvider.builder()
                .addSpanProcessor(new CountedQueue(sending, counts))
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.builder()
                                .put("service.name", "caravan")
                                .put("service.version", version)
                                .build())))
                .setSpanLimits(SpanLimits.builder()
                        .setMaxAttributeValueLength(LONGEST_ATTRIBUTE)
                        .build())
                .build();
        this.spans = new BatchSpans(provider.get("dev.caravan"));
    }

    /** Without a password that an address may have. */
    private static String shown(URI address) {
        return address.toString().replaceFirst("//[^/@]*@", "//");
    }

    /** Where reports go to. */
    public Measures measures() {
        return spans;
    }

    /** Spans that were taken at the other end. */
    public long sent() {
        return counts.sent();
    }

    /** Spans that nobody took, or for which there was no room while nobody did. */
    public long lost() {
        return counts.lost();
    }

    @Override
    public void close() {
        provider.shutdown().join(CALL.toMillis(), TimeUnit.MILLISECONDS);
    }
}
