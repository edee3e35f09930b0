package dev.caravan.deadletter;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.BatchRange;
import dev.caravan.record.Rejection;
import java.util.List;

/** What one batch of one route leaves behind; never empty, in the order of the records. */
public record DeadLetters(String route, BatchRange range, List<Rejection> rejections) {

    public DeadLetters {
        requireNonNull(route, "route");
        requireNonNull(range, "range");
        rejections = List.copyOf(rejections);
        if (rejections.isEmpty()) {
            throw new IllegalArgumentException("Batch " + range.id() + " has no dead letters to write");
        }
    }
}
