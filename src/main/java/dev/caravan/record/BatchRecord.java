package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * One record on its way through the steps: where it came from, and its content now, as bytes or as a JSON object.
 *
 * <p>Immutable, except that nobody else may hold the JSON object: a step owns what it was given.
 */
public final class BatchRecord {

    private static final ObjectWriter JSON = JsonMapper.builder().build().writer();

    private final int index;
    private final SourceRecord source;
    private final byte[] bytes;
    private final ObjectNode json;

    private BatchRecord(int index, SourceRecord source, byte[] bytes, ObjectNode json) {
        this.index = index;
        this.source = requireNonNull(source, "source");
        this.bytes = bytes;
        this.json = json;
    }

    /** The record as it came, at its place (from 0) in the batch. */
    public static BatchRecord of(int index, SourceRecord source) {
        return new BatchRecord(index, source, source.value(), null);
    }

    public BatchRecord withJson(ObjectNode content) {
        return new BatchRecord(index, source, null, requireNonNull(content, "content"));
    }

    public BatchRecord withBytes(byte[] content) {
        return new BatchRecord(index, source, requireNonNull(content, "content"), null);
    }

    /** The place in the batch as it was read, from 0; keeps its value when neighbours are dropped. */
    public int index() {
        return index;
    }

    public SourceRecord source() {
        return source;
    }

    /** True for a Kafka tombstone that no step has given a content. */
    public boolean isTombstone() {
        return bytes == null && json == null;
    }

    /** The parsed content where a step has parsed it already. */
    public Optional<ObjectNode> json() {
        return Optional.ofNullable(json);
    }

    /** The content as a JSON object, parsed now if no step has; {@link RejectedRecordException} if it is none. */
    public ObjectNode json(RecordParser parser) {
        return json != null ? json : parser.parse(bytes);
    }

    /** The content as bytes; null for a tombstone. */
    public byte[] bytes() {
        if (json == null) {
            return bytes;
        }
        try {
            return JSON.writeValueAsBytes(json);
        } catch (JsonProcessingException e) {
            throw new RejectedRecordException(
                    Reason.INVALID_UTF8, "The content cannot be written as JSON: " + e.getOriginalMessage());
        }
    }
}
