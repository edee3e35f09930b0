package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.record.RecordBatch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A sink as the contract wants it: an object for each batch, keyed by the batch's start, created if absent. A second
 * write under one key must bring the same content.
 */
final class Written {

    private final Map<String, List<String>> objects = new TreeMap<>();
    private final List<String> ranges = new ArrayList<>();

    synchronized void write(BatchInDelivery batch) {
        RecordBatch attempt = batch.attempt();
        List<String> content = new ArrayList<>();
        attempt.forEach(record -> content.add(new String(record.bytes(), StandardCharsets.UTF_8)));
        ranges.add(batch.range().start().text() + ".." + batch.range().end().text());
        List<String> before = objects.putIfAbsent(batch.range().start().padded(), content);
        if (before != null) {
            assertThat(content).as("a replay writes the same").isEqualTo(before);
        }
    }

    /** The texts of the records {@code first} to {@code last} of a {@link ShardStandIn}. */
    static List<String> records(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "r" + n).toList();
    }

    /** All records in the order of their objects. */
    synchronized List<String> records() {
        return objects.values().stream().flatMap(List::stream).toList();
    }

    /** {@code START..END} of every write, replays included, in the order of the writes. */
    synchronized List<String> ranges() {
        return List.copyOf(ranges);
    }
}
