package dev.caravan.page.snapshot;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The batch source of a route.
 *
 * @param kind {@code Kafka topic} or {@code Kinesis stream}
 * @param failure why it stopped for good, if it did
 * @param delay what keeps a batch from being delivered, if something does
 * @param owned how many partitions or shards
 * @param partitions of them those furthest behind
 */
public record SourceView(
        String kind,
        String name,
        boolean reading,
        Optional<String> failure,
        Optional<String> delay,
        OptionalLong behindRecords,
        Optional<Duration> behind,
        long pending,
        int owned,
        List<PartitionView> partitions) {

    /** Most that are shown. */
    static final int SHOWN = 64;

    static SourceView of(
            String kind,
            String name,
            boolean reading,
            Optional<String> failure,
            Optional<String> delay,
            List<PartitionView> all) {
        return new SourceView(
                kind,
                name,
                reading,
                failure,
                delay,
                all.stream()
                        .map(PartitionView::behindRecords)
                        .flatMapToLong(OptionalLong::stream)
                        .reduce(Long::sum),
                all.stream()
                        .map(PartitionView::behind)
                        .flatMap(Optional::stream)
                        .max(Comparator.naturalOrder()),
                all.stream().mapToLong(PartitionView::pending).sum(),
                all.size(),
                all.stream()
                        .sorted(Comparator.comparing(
                                        (PartitionView each) -> each.behind().orElse(Duration.ZERO))
                                .reversed())
                        .limit(SHOWN)
                        .sorted(Comparator.comparing(
                                        (PartitionView each) -> each.partition().length())
                                .thenComparing(PartitionView::partition))
                        .toList());
    }
}
