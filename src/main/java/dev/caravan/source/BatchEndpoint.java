package dev.caravan.source;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.failure.PermanentException;
import dev.caravan.measure.BoundMeasures;
import dev.caravan.measure.Measures;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.camel.CamelContext;
import org.apache.camel.Component;
import org.apache.camel.spi.UriParam;
import org.apache.camel.support.DefaultEndpoint;

/** Options that {@code kafka-batch:} and {@code kinesis-batch:} share. */
public abstract class BatchEndpoint extends DefaultEndpoint {

    @UriParam(defaultValue = "10000", description = "Most records in one batch.")
    private int maxRecords = 10_000;

    @UriParam(defaultValue = "8388608", description = "Most bytes of keys and values in one batch.")
    private long maxBytes = 8L << 20;

    @UriParam(
            defaultValue = "10000",
            javaType = "java.time.Duration",
            description = "Longest time a record waits in an open batch, in milliseconds or as 10s, 1m.")
    private long maxAge = 10_000;

    @UriParam(
            defaultValue = "5",
            label = "advanced",
            description = "Attempts for a failure that is neither retryable nor permanent; then the route stops.")
    private int maxAttempts = 5;

    @UriParam(
            defaultValue = "30000",
            javaType = "java.time.Duration",
            label = "advanced",
            description = "How long a stop may take to write and acknowledge what is buffered.")
    private long drainTimeout = 30_000;

    @UriParam(
            defaultValue = "stop",
            enums = "stop,accept",
            label = "advanced",
            description = "What to do when a batch was pinned under other steps or settings before a crash: stop the"
                    + " route, or accept that this batch may be doubled.")
    private String onSettingsMismatch = "stop";

    protected BatchEndpoint(String endpointUri, Component component) {
        super(endpointUri, component);
    }

    /** Refuses options that make no sense while the route is made, before anything is asked or read. */
    @Override
    protected void doInit() throws Exception {
        super.doInit();
        requireTime("maxAge", 1, maxAge);
        policy();
        requireAtLeast("maxAttempts", 1, maxAttempts);
        requireTime("drainTimeout", 0, drainTimeout);
        requireOneOf("onSettingsMismatch", onSettingsMismatch, "stop", "accept");
    }

    protected static void requireAtLeast(String option, long least, long value) {
        if (value < least) {
            throw new PermanentException("The option " + option + " is " + least + " or more, got " + value);
        }
    }

    /** Camel reads a text that is no time as 0. */
    protected static void requireTime(String option, long leastMillis, long millis) {
        if (millis < leastMillis) {
            throw new PermanentException("The option " + option + " is a time of " + leastMillis
                    + " ms or more, such as 500ms, 10s or 1m; what was given comes to " + millis + " ms");
        }
    }

    protected static void requireOneOf(String option, String value, String... allowed) {
        if (!List.of(allowed).contains(value)) {
            throw new PermanentException(
                    "The option " + option + " is " + String.join(" or ", allowed) + ", got " + value);
        }
    }

    public BatchPolicy policy() {
        return new BatchPolicy(maxRecords, maxBytes, Duration.ofMillis(maxAge));
    }

    /** The process-wide budget, found by type in the registry; a quarter of the heap where none is bound. */
    public MemoryBudget memoryBudget() {
        return bound(getCamelContext(), MemoryBudget.class);
    }

    private static synchronized MemoryBudget bound(CamelContext context, Class<MemoryBudget> type) {
        MemoryBudget budget = context.getRegistry().findSingleByType(type);
        if (budget == null) {
            budget = new MemoryBudget(Runtime.getRuntime().maxMemory() / 4);
            context.getRegistry().bind("caravan-memory-budget", budget);
        }
        return budget;
    }

    /** Found by type in the registry. */
    public Measures measures() {
        return BoundMeasures.in(getCamelContext());
    }

    /** The one bound dead letter writer; without one, or with several, the first dead letter stops the route. */
    public DeadLetterWriter deadLetterWriter() {
        Map<String, DeadLetterWriter> bound =
                getCamelContext().getRegistry().findByTypeWithName(DeadLetterWriter.class);
        if (bound.size() == 1) {
            return bound.values().iterator().next();
        }
        String why = bound.isEmpty()
                ? "there is no place for dead letters: set dead-letters.bucket"
                : "it is open which place is theirs: one DeadLetterWriter has to be bound, but there are "
                        + String.join(", ", new TreeSet<>(bound.keySet()));
        return (letters, abandonment) -> {
            throw new PermanentException("Route " + letters.route() + " rejected "
                    + letters.rejections().size() + " records, the first because of "
                    + letters.rejections().get(0).detail() + ", and " + why);
        };
    }

    public int getMaxRecords() {
        return maxRecords;
    }

    public void setMaxRecords(int maxRecords) {
        this.maxRecords = maxRecords;
    }

    public long getMaxBytes() {
        return maxBytes;
    }

    public void setMaxBytes(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    public long getMaxAge() {
        return maxAge;
    }

    public void setMaxAge(long maxAge) {
        this.maxAge = maxAge;
    }

    public int getMaxAttempts() {
        return maxAttempts;
    }

    public void setMaxAttempts(int maxAttempts) {
        this.maxAttempts = maxAttempts;
    }

    public long getDrainTimeout() {
        return drainTimeout;
    }

    public void setDrainTimeout(long drainTimeout) {
        this.drainTimeout = drainTimeout;
    }

    public String getOnSettingsMismatch() {
        return onSettingsMismatch;
    }

    public void setOnSettingsMismatch(String onSettingsMismatch) {
        this.onSettingsMismatch = onSettingsMismatch;
    }
}
