package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.record.BatchRange;
import dev.caravan.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * The sink of the routes under test: objects created if absent, under the batch's id. Before it takes a batch it looks
 * for the batch's pin in the lease table.
 */
final class Deliveries implements Processor {

    private final String application;
    private final Map<String, List<String>> objects = new LinkedHashMap<>();
    private final List<String> ranges = new ArrayList<>();
    private final Set<String> unpinned = new TreeSet<>();

    Deliveries(String application) {
        this.application = application;
    }

    @Override
    public void process(Exchange exchange) {
        RecordBatch batch = exchange.getMessage().getBody(RecordBatch.class);
        boolean pinned = isPinned(batch.range());
        List<String> content = new ArrayList<>();
        batch.forEach(record -> content.add(new String(record.bytes(), StandardCharsets.UTF_8)));
        add(batch.range(), content, pinned);
    }

    synchronized void add(BatchRange range, List<String> content, boolean pinned) {
        ranges.add(describe(range));
        List<String> before = objects.putIfAbsent(range.id(), content);
        if (before != null) {
            assertThat(content).as("a replay of " + range.id()).isEqualTo(before);
        }
        if (!pinned) {
            unpinned.add(range.id());
        }
    }

    static String describe(BatchRange range) {
        return range.partition().partition() + " " + range.start().text() + " "
                + range.end().text();
    }

    private boolean isPinned(BatchRange range) {
        AttributeValue state = KinesisServices.lease(
                        application, range.partition().partition())
                .get("pendingCheckpointState");
        return state != null
                && state.b()
                        .asUtf8String()
                        .startsWith("v1;start=" + range.start().text() + ";end="
                                + range.end().text() + ";");
    }

    /** Content of all objects, in the order of the first writes. */
    synchronized List<String> records() {
        return objects.values().stream().flatMap(List::stream).toList();
    }

    /** {@code SHARD START END} of every call, replays included. */
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** Batches that the route saw before their pin was in the table. */
    synchronized Set<String> unpinned() {
        return Set.copyOf(unpinned);
    }
}
