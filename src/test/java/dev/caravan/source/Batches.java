package dev.caravan.source;

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

/** Batches that are ready to be delivered. */
final class Batches {

    private Batches() {}

    /** Of partition 0 of a topic, from offset 0 on; the values are {@code v0}, {@code v1} and so on. */
    static BatchInDelivery pinned(int records) {
        PartitionBatcher batcher = new PartitionBatcher(
                new SourcePartition("orders", "0", "0123abcd"),
                new BatchPolicy(records, 1_000, Duration.ofSeconds(10)),
                "f00d",
                Optional.empty(),
                null,
                new KafkaPosition(0),
                new MemoryBudget(1 << 20),
                System::nanoTime);
        for (int offset = 0; offset < records; offset++) {
            byte[] value = ("v" + offset).getBytes(StandardCharsets.UTF_8);
            batcher.add(new SourceRecord(new KafkaPosition(offset), Instant.EPOCH, null, value, List.of()));
        }
        batcher.freeze(true);
        return batcher.pinned();
    }
}
