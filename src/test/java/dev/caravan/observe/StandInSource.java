package dev.caravan.observe;

import dev.caravan.record.SourcePartition;
import dev.caravan.source.BatchSource;
import dev.caravan.source.SourceStatus;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A source that is where the test says. */
final class StandInSource implements BatchSource {

    volatile boolean reading;
    volatile Optional<String> failure = Optional.empty();
    volatile List<SourceStatus> status = List.of();

    static SourceStatus status(int partition, long pending, OptionalLong acknowledgedNanos) {
        return new SourceStatus(
                new SourcePartition("orders", Integer.toString(partition), "0123abcd"),
                pending,
                OptionalLong.empty(),
                acknowledgedNanos);
    }

    @Override
    public List<SourceStatus> status() {
        return status;
    }

    @Override
    public boolean isReading() {
        return reading;
    }

    @Override
    public Optional<String> failure() {
        return failure;
    }

    @Override
    public Optional<String> delay() {
        return Optional.empty();
    }

    @Override
    public boolean isDrained() {
        return true;
    }
}
