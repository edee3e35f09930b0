package dev.caravan.source.kinesis;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/** Aggregates as the Kinesis Producer Library writes them: magic, protobuf message, MD5. */
public final class KplAggregate {

    private KplAggregate() {}

    /** Each text is a user record with itself as partition key and the given hash key. */
    public static byte[] of(List<String> texts, String explicitHashKey) {
        AggregatedRecord.Builder aggregate = AggregatedRecord.newBuilder().addExplicitHashKeyTable(explicitHashKey);
        for (String text : texts) {
            aggregate
                    .addRecords(Record.newBuilder()
                            .setPartitionKeyIndex(aggregate.getPartitionKeyTableCount())
                            .setExplicitHashKeyIndex(0)
                            .setData(ByteString.copyFromUtf8(text)))
                    .addPartitionKeyTable(text);
        }
        return encoded(aggregate.build());
    }

    static byte[] encoded(AggregatedRecord aggregate) {
        return withDigest(aggregate.toByteArray());
    }

    /** @param message what stands between magic and digest, whatever it is */
    public static byte[] withDigest(byte[] message) {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
            bytes.writeBytes(message);
            bytes.writeBytes(MessageDigest.getInstance("MD5").digest(message));
            return bytes.toByteArray();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has MD5", e);
        }
    }
}
