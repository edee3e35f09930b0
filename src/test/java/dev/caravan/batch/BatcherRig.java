package dev.caravan.batch;

import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A batcher of one Kafka partition with a clock that tests turn by hand. */
final class BatcherRig {

    static final SourcePartition PARTITION = new SourcePartition("orders", "3", "0123abcd");
    static final BatchPolicy POLICY = new BatchPolicy(3, 100, Duration.ofSeconds(10));

    final MemoryBudget budget;
    final PartitionBatcher batcher;
    private long nanos = Long.MAX_VALUE - 5;

    BatcherRig(BatchPolicy policy, MemoryBudget budget, Pin replay, long start) {
        this.budget = budget;
        this.batcher = new PartitionBatcher(
                PARTITION,
                policy,
                "f00d",
                Optional.ofNullable(replay),
                start == 0 ? null : new KafkaPosition(start - 1),
                new KafkaPosition(start),
                budget,
                () -> nanos);
    }

    static BatcherRig at(long start) {
        return new BatcherRig(POLICY, new MemoryBudget(1 << 20), null, start);
    }

    static BatcherRig replaying(long start, long end) {
        return new BatcherRig(POLICY, new MemoryBudget(1 << 20), pin(start, end), start);
    }

    static Pin pin(long start, long end) {
        return new Pin(new KafkaPosition(start), new KafkaPosition(end), "f00d");
    }

    static SourceRecord record(long offset, int bytes) {
        return new SourceRecord(new KafkaPosition(offset), Instant.EPOCH, null, new byte[bytes], List.of());
    }

    /** Records of 10 bytes each, first to last offset. */
    BatcherRig add(long first, long last) {
        for (long offset = first; offset <= last; offset++) {
            batcher.add(record(offset, 10));
        }
        return this;
    }

    BatcherRig passed(long offset) {
        batcher.passed(new KafkaPosition(offset));
        return this;
    }

    void elapse(Duration time) {
        nanos += time.toNanos();
    }

    /** Freezes what is due, pins it, and has it written and acknowledged; its range, or null if nothing is due. */
    String deliver() {
        Optional<BatchInDelivery> frozen = batcher.freeze(false);
        if (frozen.isEmpty()) {
            return null;
        }
        BatchInDelivery batch = batcher.pinned();
        batch.written();
        batcher.acknowledged();
        return range(batch);
    }

    static String range(BatchInDelivery batch) {
        return offset(batch.range().start()) + "-" + offset(batch.range().end());
    }

    static long offset(Position position) {
        return ((KafkaPosition) position).offset();
    }
}
