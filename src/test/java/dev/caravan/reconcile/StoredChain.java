package dev.caravan.reconcile;

import dev.caravan.lake.BatchMetadata;
import dev.caravan.object.Prefix;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the batches of one partition leave behind: objects one by one, and dead letters, to be taken away or doubled. */
final class StoredChain {

    static final Place LAKE = new Place("lake", new Prefix("clicks"));
    static final SourcePartition KAFKA = new SourcePartition("clicks", "3", "0123abcd");
    static final SourcePartition KINESIS = new SourcePartition("events", "shardId-000000000001", "4567cdef");

    final List<StoredBatch> objects = new ArrayList<>();
    final List<StoredLetters> letters = new ArrayList<>();
    private final SourcePartition partition;

    StoredChain(SourcePartition partition) {
        this.partition = partition;
    }

    static Position kinesis(long number) {
        return new KinesisPosition("4960000000000000000000000000000000000000000000" + (1_000_000_000L + number), 0);
    }

    Position position(long number) {
        return partition.equals(KAFKA) ? new KafkaPosition(number) : kinesis(number);
    }

    BatchRange range(long start, long end, Long previousEnd, String settings) {
        return new BatchRange(
                partition,
                position(start),
                position(end),
                Optional.ofNullable(previousEnd).map(this::position),
                settings);
    }

    /**
     * A batch with an object for each number of rows, or a manifest, and its dead letters.
     *
     * @param previousEnd null where none is known
     */
    StoredChain batch(long start, long end, Long previousEnd, int rejected, int filtered, int... rows) {
        BatchRange range = range(start, end, previousEnd, "00112233");
        int out = java.util.Arrays.stream(rows).sum();
        BatchMetadata counts = new BatchMetadata(out + rejected + filtered, rejected, filtered);
        for (int at = 0; at < Math.max(1, rows.length); at++) {
            String object = LAKE.location("clicks/hour=" + at + "/" + range.id());
            objects.add(StoredBatch.of(object, range, counts, rows.length == 0 ? 0 : rows[at]));
        }
        if (rejected > 0) {
            letters.add(new StoredLetters(range, "s3://lake/dead-letters/" + range.id(), rejected));
        }
        return this;
    }

    Report report() {
        return report(false);
    }

    Report report(boolean openStart) {
        Reconciliation reconciliation = new Reconciliation(openStart);
        reconciliation.lake(LAKE);
        objects.forEach(object -> reconciliation.add(LAKE, object));
        letters.forEach(reconciliation::add);
        return reconciliation.report();
    }
}
