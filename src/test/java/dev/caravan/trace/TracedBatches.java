package dev.caravan.trace;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.batch.PartitionBatcher;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.SourcePartition;
import dev.caravan.record.SourceRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pinned batches of partition 0 of the topic {@code orders}, and what producers say of their spans. */
final class TracedBatches {

    private TracedBatches() {}

    /** A record for each header; an empty one stands for none. */
    static BatchInDelivery of(List<String> traceparents) {
        PartitionBatcher batcher = new PartitionBatcher(
                new SourcePartition("orders", "0", "0123abcd"),
                new BatchPolicy(traceparents.size(), 1_000_000, Duration.ofSeconds(10)),
                "f00d",
                Optional.empty(),
                null,
                new KafkaPosition(0),
                new MemoryBudget(1 << 20),
                System::nanoTime);
        for (int offset = 0; offset < traceparents.size(); offset++) {
            byte[] value = ("v" + offset).getBytes(StandardCharsets.UTF_8);
            List<RecordHeader> headers = headers(traceparents.get(offset));
            batcher.add(new SourceRecord(new KafkaPosition(offset), Instant.EPOCH, null, value, headers));
        }
        batcher.freeze(true);
        return batcher.pinned();
    }

    private static List<RecordHeader> headers(String traceparent) {
        return traceparent.isEmpty()
                ? List.of()
                : List.of(new RecordHeader("traceparent", traceparent.getBytes(StandardCharsets.UTF_8)));
    }

    static String sampled(int producer) {
        return "00-" + link(producer) + "-01";
    }

    static String notSampled(int producer) {
        return "00-" + link(producer) + "-00";
    }

    /** {@code TRACE-SPAN}. */
    static String link(int producer) {
        return String.format("%032x-%016x", 0xabc000 + producer, 0xdef000 + producer);
    }
}
