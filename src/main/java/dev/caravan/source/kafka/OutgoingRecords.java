package dev.caravan.source.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.record.BatchRecord;
import dev.caravan.record.ParseLimits;
import dev.caravan.record.Reason;
import dev.caravan.record.RecordHeader;
import dev.caravan.record.RecordParser;
import dev.caravan.record.RejectedRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/** Turns a record of a batch into one for the topic, or rejects it. A record's headers are dropped unless allowed. */
final class OutgoingRecords {

    private final String topic;
    private final String keyField;
    private final Set<String> allowedHeaders;
    private final int maxBytes;
    private final RecordParser parser = new RecordParser(ParseLimits.DEFAULT);

    /** @param maxBytes of one record with its overhead, as Kafka's producer and broker count it */
    OutgoingRecords(KafkaBatchEndpoint endpoint, int maxBytes) {
        this.topic = endpoint.getTopic();
        this.keyField = endpoint.getKeyField();
        this.allowedHeaders = endpoint.getHeaders() == null
                ? Set.of()
                : Arrays.stream(endpoint.getHeaders().split(","))
                        .map(String::trim)
                        .collect(Collectors.toSet());
        this.maxBytes = maxBytes;
    }

    /** @throws RejectedRecordException if it has no key field, or is too large for the topic */
    ProducerRecord<byte[], byte[]> of(BatchRecord record) {
        byte[] key = keyField == null ? record.source().key() : key(record);
        byte[] value = record.bytes();
        List<Header> headers = record.source().headers().stream()
                .filter(header -> allowedHeaders.contains(header.name()))
                .map(OutgoingRecords::header)
                .toList();
        RecordHeaders outgoing = new RecordHeaders(headers);
        int size = AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE, CompressionType.NONE, key, value, outgoing.toArray());
        if (size > maxBytes) {
            throw new RejectedRecordException(
                    Reason.TOO_LARGE,
                    "The record takes " + size + " bytes in topic " + topic + ", which takes at most " + maxBytes);
        }
        return new ProducerRecord<>(topic, null, null, key, value, outgoing);
    }

    private byte[] key(BatchRecord record) {
        JsonNode field = record.json(parser).get(keyField);
        if (field == null || field.isNull()) {
            throw new RejectedRecordException(Reason.MISSING_FIELD, "The record has no " + keyField + " for its key");
        }
        String text = field.isValueNode() ? field.asText() : field.toString();
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Header header(RecordHeader header) {
        return new org.apache.kafka.common.header.internals.RecordHeader(header.name(), header.value());
    }
}
