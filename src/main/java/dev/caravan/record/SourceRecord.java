package dev.caravan.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;

/**
 * One record exactly as its source delivered it.
 *
 * <p>The arrays are not copied: whoever hands them over does not change them any more.
 */
public final class SourceRecord {

    /** What a record costs in memory besides its bytes; an estimate that the memory budget counts with. */
    private static final int OVERHEAD_BYTES = 120;

    private final Position position;
    private final Instant arrivalTime;
    private final byte[] key;
    private final byte[] value;
    private final List<RecordHeader> headers;

    /**
     * @param arrivalTime Kafka's record timestamp or Kinesis' approximate arrival time
     * @param key Kafka's key or Kinesis' partition key; null where there is none
     * @param value null for a Kafka tombstone
     */
    public SourceRecord(Position position, Instant arrivalTime, byte[] key, byte[] value, List<RecordHeader> headers) {
        this.position = requireNonNull(position, "position");
        this.arrivalTime = requireNonNull(arrivalTime, "arrivalTime");
        this.key = key;
        this.value = value;
        this.headers = List.copyOf(headers);
    }

    public Position position() {
        return position;
    }

    public Instant arrivalTime() {
        return arrivalTime;
    }

    public byte[] key() {
        return key;
    }

    public byte[] value() {
        return value;
    }

    public List<RecordHeader> headers() {
        return headers;
    }

    /** Bytes of key and value: what {@code maxBytes} of a batch counts. */
    public long payloadBytes() {
        return (key == null ? 0 : key.length) + (long) (value == null ? 0 : value.length);
    }

    /** Bytes that holding this record costs: what the memory budget counts. */
    public long heldBytes() {
        long headerBytes = 0;
        for (RecordHeader header : headers) {
            headerBytes += header.name().length() + (header.value() == null ? 0 : header.value().length);
        }
        return payloadBytes() + headerBytes + OVERHEAD_BYTES;
    }

    @Override
    public String toString() {
        return "SourceRecord[" + position.text() + ", " + payloadBytes() + " bytes]";
    }
}
