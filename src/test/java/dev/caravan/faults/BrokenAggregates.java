package dev.caravan.faults;

import com.google.protobuf.ByteString;
import dev.caravan.source.kinesis.KplAggregate;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/** What begins like an aggregate of the Kinesis Producer Library and is none. */
final class BrokenAggregates {

    private static final int MAGIC_BYTES = 4;

    private BrokenAggregates() {}

    static List<byte[]> of(byte[] sound) {
        byte[] digest = sound.clone();
        digest[digest.length - 1]++;
        byte[] content = sound.clone();
        content[MAGIC_BYTES + 2]++;
        return List.of(
                digest,
                content,
                Arrays.copyOf(sound, sound.length / 2),
                Arrays.copyOf(sound, MAGIC_BYTES),
                Arrays.copyOf(sound, MAGIC_BYTES + 16),
                pointingTo(7, 0),
                pointingTo(0, 7),
                pointingTo(1L << 32, 0),
                pointingTo(-1, 0),
                KplAggregate.of(List.of("a"), "340282366920938463463374607431768211456"),
                KplAggregate.of(List.of("a"), "no number"),
                KplAggregate.withDigest("no message".getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] pointingTo(long partitionKey, long hashKey) {
        return KplAggregate.withDigest(AggregatedRecord.newBuilder()
                .addPartitionKeyTable("a")
                .addExplicitHashKeyTable("0")
                .addRecords(Record.newBuilder()
                        .setPartitionKeyIndex(partitionKey)
                        .setExplicitHashKeyIndex(hashKey)
                        .setData(ByteString.copyFromUtf8("{}")))
                .build()
                .toByteArray());
    }
}
