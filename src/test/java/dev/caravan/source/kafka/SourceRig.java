package dev.caravan.source.kafka;

import dev.caravan.deadletter.DeadLetterWriter;
import dev.caravan.deadletter.DeadLetters;
import dev.caravan.record.RecordBatch;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.ServiceStatus;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;

/**
 * A Camel context with one route from a topic to a processor that keeps what it gets.
 */
final class SourceRig implements AutoCloseable {

    static final String ROUTE = "topic-to-sink";

    private final CamelContext context = new DefaultCamelContext();
    private final Map<String, Object> options = new LinkedHashMap<>();
    private final List<DeliveredBatch> delivered = new CopyOnWriteArrayList<>();
    private final List<DeadLetters> deadLetters = new CopyOnWriteArrayList<>();
    private final String topic;
    private Consumer<RecordBatch> sink = batch -> {};
    private Consumer<RouteDefinition> steps = route -> route.process("sink").id("sink");

    SourceRig(String brokers, String topic, String group) {
        this.topic = topic;
        option("brokers", brokers);
        option("groupId", group);
        option("sessionTimeout", 6000);
        option("maxAge", 300);
        option("drainTimeout", 10_000);
    }

    SourceRig option(String name, Object value) {
        options.put(name, value);
        return this;
    }

    /** Called with each batch after it was kept; what it throws the route throws. */
    SourceRig sink(Consumer<RecordBatch> newSink) {
        sink = newSink;
        return this;
    }

    SourceRig steps(Consumer<RouteDefinition> newSteps) {
        steps = newSteps;
        return this;
    }

    /** A sink that works until its batch is abandoned. */
    static void hang(RecordBatch batch) {
        batch.abandonment().pause(Duration.ofHours(1), "a batch of the test");
    }

    SourceRig start() throws Exception {
        context.getShutdownStrategy().setTimeout(15);
        Processor processor = exchange -> {
            RecordBatch batch = exchange.getMessage().getBody(RecordBatch.class);
            delivered.add(DeliveredBatch.of(batch));
            sink.accept(batch);
        };
        context.getRegistry().bind("sink", processor);
        DeadLetterWriter writer = (letters, abandonment) -> deadLetters.add(letters);
        context.getRegistry().bind("dead-letters", DeadLetterWriter.class, writer);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                steps.accept(from(uri()).routeId(ROUTE));
            }
        });
        context.start();
        return this;
    }

    private String uri() {
        return "kafka-batch:" + topic + "?"
                + options.entrySet().stream()
                        .map(option -> option.getKey() + "=" + option.getValue())
                        .collect(Collectors.joining("&"));
    }

    CamelContext context() {
        return context;
    }

    BatchSource source() {
        return (BatchSource) context.getRoute(ROUTE).getConsumer();
    }

    ServiceStatus routeStatus() {
        return context.getRouteController().getRouteStatus(ROUTE);
    }

    List<DeliveredBatch> delivered() {
        return new ArrayList<>(delivered);
    }

    List<DeadLetters> deadLetters() {
        return deadLetters;
    }

    /** Every value that reached the sink, doubles included. */
    List<String> values() {
        return delivered.stream().flatMap(batch -> batch.values().stream()).toList();
    }

    /** {@code START-END} of the batches of one partition, in the order of their delivery. */
    List<String> ranges(int partition) {
        return delivered.stream()
                .filter(batch -> batch.partition() == partition)
                .map(DeliveredBatch::range)
                .toList();
    }

    boolean isCaughtUp() {
        List<SourceStatus> status = source().status();
        return source().isReading() && !status.isEmpty() && status.stream().allMatch(SourceStatus::isCaughtUp);
    }

    /** Nothing more is written or acknowledged: what a process that dies looks like to the broker and the next owner. */
    void abandon() {
        ((KafkaBatchEndpoint) context.getRoute(ROUTE).getEndpoint()).setDrainTimeout(0);
        close();
    }

    @Override
    public void close() {
        context.stop();
    }
}
