package dev.caravan.source.kinesis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.AggregatedRecord;
import software.amazon.kinesis.retrieval.kpl.Messages.Record;

/**
 * Expands KPL aggregates as KCL does, except one kind: an aggregate whose user records point outside its tables of keys.
 * KCL 3.5.1 drops the rest of it with a log line, or skips the whole input where JAXB is not on the class path. Here
 * such a record is passed on whole, as it came, so that a step can make it a dead letter.
 */
final class KplRecords extends AggregatorUtil {

    private static final Logger LOG = LoggerFactory.getLogger(KplRecords.class);

    /** MD5 at the end of an aggregate. */
    private static final int DIGEST_BYTES = 16;

    @Override
    public List<KinesisClientRecord> deaggregate(
            List<KinesisClientRecord> records, BigInteger startingHashKey, BigInteger endingHashKey) {
        List<KinesisClientRecord> expanded = new ArrayList<>(records.size());
        for (KinesisClientRecord record : records) {
            if (isBroken(record.data().duplicate())) {
                LOG.warn("Record {} is a broken KPL aggregate: it is passed on whole", record.sequenceNumber());
                expanded.add(record);
            } else {
                expanded.addAll(super.deaggregate(List.of(record), startingHashKey, endingHashKey));
            }
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
        if (record.getPartitionKeyIndex() >= aggregate.getPartitionKeyTableCount()) {
            return true;
        }
        if (!record.hasExplicitHashKeyIndex()) {
            return false;
        }
        return record.getExplicitHashKeyIndex() >= aggregate.getExplicitHashKeyTableCount()
                || !aggregate
                        .getExplicitHashKeyTable((int) record.getExplicitHashKeyIndex())
                        .matches("[0-9]{1,39}");
    }
}
