package dev.caravan.source.kinesis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/**
 * Expands KPL aggregates as KCL does, except one kind: an aggregate whose user records point outside its tables of keys,
 * or to a hash key that no shard has. KCL 3.5.1 drops them, or its scheduler ends where JAXB is not on the class path.
 * Here such a record is passed on whole, as it came, so that a step can make it a dead letter.
 */
final class KplRecords extends AggregatorUtil {

    private static final Logger LOG = LoggerFactory.getLogger(KplRecords.class);

    /** MD5 at the end of an aggregate. */
    private static final int DIGEST_BYTES = 16;

    private static final int HASH_KEY_BITS = 128;

    private static final Pattern DECIMAL = Pattern.compile("[0-9]{1,39}");

    @Override
    public List<KinesisClientRecord> deaggregate(
            List<KinesisClientRecord> records, BigInteger startingHashKey, BigInteger endingHashKey) {
        List<KinesisClientRecord> expanded = new ArrayList<>(records.size());
        List<String> broken = new ArrayList<>();
        for (KinesisClientRecord record : records) {
            if (isBroken(record.data().duplicate())) {
                broken.add(record.sequenceNumber());
                expanded.add(record);
            } else {
                expanded.addAll(super.deaggregate(List.of(record), startingHashKey, endingHashKey));
            }
        }
        if (!broken.isEmpty()) {
            LOG.warn("{} broken KPL aggregates, the first is record {}: passed on whole", broken.size(), broken.get(0));
        }
        return expanded;
    }

    private static boolean isBroken(ByteBuffer data) {
        ByteBuffer magic = ByteBuffer.wrap(AGGREGATED_RECORD_MAGIC);
        if (data.remaining() <= magic.remaining() + DIGEST_BYTES
                || !data.slice(data.position(), magic.remaining()).equals(magic)) {
            return false;
        }
        int length = data.remaining() - magic.remaining() - DIGEST_BYTES;
        try {
            AggregatedRecord aggregate =
                    AggregatedRecord.parseFrom(data.slice(data.position() + magic.remaining(), length));
            return aggregate.getRecordsList().stream().anyMatch(record -> isBroken(record, aggregate));
        } catch (InvalidProtocolBufferException e) {
            LOG.trace("Not an aggregate, although it begins like one", e);
            return false;
        }
    }

    private static boolean isBroken(Record record, AggregatedRecord aggregate) {
        if (isOutside(record.getPartitionKeyIndex(), aggregate.getPartitionKeyTableCount())) {
            return true;
        }
        if (!record.hasExplicitHashKeyIndex()) {
            return false;
        }
        return isOutside(record.getExplicitHashKeyIndex(), aggregate.getExplicitHashKeyTableCount())
                || !isHashKey(aggregate.getExplicitHashKeyTable((int) record.getExplicitHashKeyIndex()));
    }

    /** The format's unsigned numbers above the half of their range are negative here. */
    private static boolean isOutside(long index, int size) {
        return index < 0 || index >= size;
    }

    /** A key above the last one belongs to no shard, so that every shard would leave the record to another. */
    private static boolean isHashKey(String key) {
        return DECIMAL.matcher(key).matches() && new BigInteger(key).bitLength() <= HASH_KEY_BITS;
    }
}
