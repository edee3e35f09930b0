package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket that creates objects only if they are absent, and demands of every second attempt to be the same. */
final class ModelledSink {

    private final Map<String, List<Long>> objects = new TreeMap<>();
    private final Map<String, BatchRange> ranges = new HashMap<>();

    /** @param kind tells apart the objects of one batch */
    void create(BatchRange range, String kind, List<Long> offsets) {
        List<Long> before = objects.putIfAbsent(range.id() + kind, List.copyOf(offsets));
        assertThat(before == null || before.equals(offsets))
                .as("%s of %s is written again with %s, before with %s", kind, range.id(), offsets, before)
                .isTrue();
    }

    /** Whoever writes under this name has the same range. */
    void begin(BatchRange range) {
        BatchRange before = ranges.putIfAbsent(range.id(), range);
        assertThat(before == null || before.equals(range))
                .as("%s comes again with another range", range.id())
                .isTrue();
    }

    /** The offsets in all objects of a partition, in order, each as often as it stands there. */
    List<Long> offsets(int partition) {
        List<Long> all = new ArrayList<>();
        objects.forEach((name, offsets) -> {
            if (name.startsWith(DeliveryModel.label(partition))) {
                all.addAll(offsets);
            }
        });
        all.sort(null);
        return all;
    }

    /** Follows the ranges from offset 0, each from the end of the one before; where they end, and how many they are. */
    long followed(int partition) {
        long next = 0;
        Optional<Position> previous = Optional.empty();
        int count = 0;
        while (true) {
            long start = next;
            Optional<BatchRange> range = ranges.values().stream()
                    .filter(one -> one.partition().partition().equals(Integer.toString(partition)))
                    .filter(one -> one.start().equals(new KafkaPosition(start)))
                    .findAny();
            if (range.isEmpty()) {
                assertThat(ranges.values().stream()
                                .filter(one -> one.partition().partition().equals(Integer.toString(partition))))
                        .as("no range besides those that follow one another")
                        .hasSize(count);
                return next;
            }
            assertThat(range.get().previousEnd()).isEqualTo(previous);
            previous = Optional.of(range.get().end());
            next = ((KafkaPosition) range.get().end()).offset() + 1;
            count++;
        }
    }
}
