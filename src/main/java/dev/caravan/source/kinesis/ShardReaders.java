package dev.caravan.source.kinesis;

import dev.caravan.source.SourceStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.kinesis.lifecycle.TaskExecutionListener;
import software.amazon.kinesis.lifecycle.TaskType;
import software.amazon.kinesis.lifecycle.events.TaskExecutionListenerInput;

/** The readers at work in one consumer. Thread-safe. */
final class ShardReaders implements TaskExecutionListener {

    private final Set<ShardReader> readers = ConcurrentHashMap.newKeySet();
    private volatile boolean undrained;

    void add(ShardReader reader) {
        readers.add(reader);
    }

    /** @param drained false if the source stops and leaves records that nobody has acknowledged */
    void remove(ShardReader reader, boolean drained) {
        if (readers.remove(reader) && !drained) {
            undrained = true;
        }
    }

    boolean areNone() {
        return readers.isEmpty();
    }

    /** True if each has its shard open and is called. */
    boolean areReading() {
        return readers.stream().allMatch(ShardReader::isReading);
    }

    /** True if nothing is waiting for its acknowledgement, and no reader ended with such records. */
    boolean areDrained() {
        return !undrained && readers.stream().allMatch(ShardReader::isDrained);
    }

    /** Something may have been acknowledged. */
    synchronized void changed() {
        notifyAll();
    }

    /** Waits until all is drained; false if that took too long. */
    synchronized boolean awaitDrained(Duration atMost) throws InterruptedException {
        long deadline = System.nanoTime() + atMost.toNanos();
        while (!areDrained()) {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    List<SourceStatus> status() {
        return readers.stream()
                .map(ShardReader::status)
                .flatMap(Optional::stream)
                .toList();
    }

    void abandonAll() {
        readers.forEach(ShardReader::abandon);
    }

    void wakeAll() {
        readers.forEach(ShardReader::wake);
    }

    @Override
    public void beforeTaskExecution(TaskExecutionListenerInput input) {
        if (input.taskType() == TaskType.PROCESS) {
            UUID term = UUID.fromString(input.shardInfo().concurrencyToken());
            readers.stream()
                    .filter(reader -> reader.reads(input.shardInfo().shardId(), term))
                    .filter(reader -> !reader.input().announce())
                    .forEach(ShardReader::startOver);
        }
    }

    @Override
    public void afterTaskExecution(TaskExecutionListenerInput input) {}
}
