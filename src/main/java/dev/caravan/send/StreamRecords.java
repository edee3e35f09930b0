package dev.caravan.send;

import java.util.List;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * The sender's side of a {@link PutRecordsCall}.
 *
 * @param <R> what stands for one record
 */
public interface StreamRecords<R> {

    /** The record with its partition key, as PutRecords wants it. */
    PutRecordsRequestEntry entry(R record);

    /** Kinesis has confirmed this record, with its shard and sequence number. */
    void acknowledged(R record, PutRecordsResultEntry answer);

    /**
     * No answer came to a call with these records: they may or may not be in the stream.
     *
     * @return whether to send them again, which may double them; if not, the call ends with the failure
     */
    boolean sendAgain(List<R> uncertain);
}
