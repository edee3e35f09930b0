package dev.caravan.observe;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pinned batches of partition 0 of the topic {@code orders}, with records of 5 bytes. */
final class Batches {

    private Batches() {}

    static BatchInDelivery of(int records, Instant arrival) {
        PartitionBatcher batcher = new PartitionBatcher(
                new SourcePartition("orders", "0", "0123abcd"),
                new BatchPolicy(Math.max(1, records), 1_000_000, Duration.ofSeconds(10)),
                "f00d",
                Optional.empty(),
                null,
                new KafkaPosition(0),
                new MemoryBudget(1 << 20),
                System::nanoTime);
        for (int offset = 0; offset < records; offset++) {
            byte[] value = "12345".getBytes(StandardCharsets.UTF_8);
            batcher.add(new SourceRecord(new KafkaPosition(offset), arrival, null, value, List.of()));
        }
        batcher.freeze(true);
        return batcher.pinned();
    }
}
