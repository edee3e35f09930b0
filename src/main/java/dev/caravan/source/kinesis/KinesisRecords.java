package dev.caravan.source.kinesis;

import dev.caravan.batch.Pin;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourceRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** KCL's records, checkpoints and application state in our terms. */
final class KinesisRecords {

    private KinesisRecords() {}

    /** Key: the partition key as UTF-8. A user record of a KPL aggregate keeps its sub-sequence number. */
    static SourceRecord sourceRecord(KinesisClientRecord record) {
        return new SourceRecord(
                new KinesisPosition(record.sequenceNumber(), record.subSequenceNumber()),
                record.approximateArrivalTimestamp(),
                record.partitionKey().getBytes(StandardCharsets.UTF_8),
                bytes(record.data()),
                List.of());
    }

    /** The last acknowledged position; null where the checkpoint is a sentinel such as TRIM_HORIZON. */
    static Position acknowledged(ExtendedSequenceNumber checkpoint) {
        return checkpoint == null || checkpoint.isSentinelCheckpoint()
                ? null
                : new KinesisPosition(checkpoint.sequenceNumber(), checkpoint.subSequenceNumber());
    }

    /**
     * The pin of an earlier owner. Its real end is in the state: the pending checkpoint itself may say SHARD_END.
     *
     * @throws IllegalArgumentException if the state is not ours
     */
    static Optional<Pin> pin(InitializationInput input) {
        byte[] state = input.pendingCheckpointState();
        if (input.pendingCheckpointSequenceNumber() == null || state == null) {
            return Optional.empty();
        }
        return Pin.parse(new String(state, StandardCharsets.UTF_8), KinesisPosition::parse);
    }

    private static byte[] bytes(ByteBuffer data) {
        ByteBuffer source = data.duplicate();
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        return bytes;
    }
}
