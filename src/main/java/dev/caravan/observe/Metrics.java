package dev.caravan.observe;

import dev.caravan.batch.MemoryBudget;
import dev.caravan.measure.EachMeasure;
import dev.caravan.measure.Measures;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;

/**
 * All meters of one process, as Prometheus scrapes them: Caravan's own, and the JVM's memory, collections, processor time,
 * open files and uptime under Micrometer's names.
 */
public final class Metrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final EachMeasure measures = new EachMeasure(List.of(new CaravanMeters(registry, Clock.systemUTC())));
    private final JvmGcMetrics collections = new JvmGcMetrics();

    public Metrics() {
        new JvmMemoryMetrics().bindTo(registry);
        collections.bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new FileDescriptorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
    }

    /** Where reports go to. */
    public Measures measures() {
        return measures;
    }

    /** Somebody else hears the reports from now on too. */
    public void share(Measures more) {
        measures.add(more);
    }

    /**
     * Adds what can be asked of a context: its sources and its memory budget.
     *
     * @return makes Prometheus' text format 0.0.4 of everything, each time anew
     */
    public Supplier<String> of(CamelContext context) {
        Gauge.builder("caravan.build.info", () -> 1)
                .tag("version", ProductVersion.text())
                .tag("camel", context.getVersion())
                .register(registry);
        Gauge.builder("caravan.inflight.bytes", context, Metrics::usedBytes)
                .strongReference(true)
                .register(registry);
        SourceMeters sources = new SourceMeters(registry, context, System::nanoTime);
        return () -> {
            sources.refresh();
            return registry.scrape();
        };
    }

    /** Adds how often edits of the routes were taken up, and how often not. */
    public void edits(LongSupplier applied, LongSupplier refused) {
        counter("caravan.route.reload", Map.of("applied", applied, "refused", refused));
    }

    /** Adds how many spans somebody took, and how many nobody did. */
    public void spans(LongSupplier sent, LongSupplier lost) {
        counter("caravan.spans", Map.of("sent", sent, "lost", lost));
    }

    private void counter(String name, Map<String, LongSupplier> byOutcome) {
        byOutcome.forEach((outcome, count) -> FunctionCounter.builder(name, count, LongSupplier::getAsLong)
                .tag("outcome", outcome)
                .register(registry));
    }

    private static double usedBytes(CamelContext context) {
        MemoryBudget budget = context.getRegistry().findSingleByType(MemoryBudget.class);
        return budget == null ? 0 : budget.usedBytes();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
