package dev.caravan.local.kinesis;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * A sequence number of 56 digits. As 47 hexadecimal digits it is: 2, the shard's epoch (9), the last digit of the
 * shard's number (1), the record's index in the shard (16), the shard's number (8), the time it was given (11), and 2
 * for this layout. So it grows within a shard by index, and from parent to child by epoch, as AWS's numbers do.
 *
 * @param epochSeconds the shard's epoch, seconds since 1970, later than its parents'
 * @param shardNumber the shard's number in its stream
 * @param index the record's index; 0 stands before the first record
 * @param timeSeconds when it was given, seconds since 1970
 */
record SequenceNumber(long epochSeconds, int shardNumber, long index, long timeSeconds) {

    private static final int LAYOUT = 2;
    private static final int BYTES = 24;
    private static final long MAX_SECONDS = (1L << 36) - 1;

    SequenceNumber {
        if (epochSeconds < 0 || epochSeconds > MAX_SECONDS || timeSeconds < 0 || timeSeconds > MAX_SECONDS) {
            throw new IllegalArgumentException(
                    "Beyond the times of a sequence number: " + epochSeconds + ", " + timeSeconds);
        }
        if (shardNumber < 0 || index < 0) {
            throw new IllegalArgumentException("No place in a stream: shard " + shardNumber + ", record " + index);
        }
    }

    /** Reads the digits; empty if no shard of ours can have given them. */
    static Optional<SequenceNumber> parse(String digits) {
        byte[] bytes = new BigInteger(digits).toByteArray();
        if (bytes.length != BYTES) {
            return Optional.empty();
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        long high = buffer.getLong();
        long middle = buffer.getLong();
        long low = buffer.getLong();
        long epochSeconds = high >>> 20 & MAX_SECONDS;
        long index = high << 48 | middle >>> 16;
        int shardNumber = (int) (middle << 16 | low >>> 48);
        long timeSeconds = low >>> 4 & (1L << 44) - 1;
        if (index < 0 || shardNumber < 0 || timeSeconds > MAX_SECONDS) {
            return Optional.empty();
        }
        SequenceNumber number = new SequenceNumber(epochSeconds, shardNumber, index, timeSeconds);
        return number.toString().equals(digits) ? Optional.of(number) : Optional.empty();
    }

    /** The 56 digits. */
    @Override
    public String toString() {
        long shard = shardNumber;
        ByteBuffer bytes = ByteBuffer.allocate(BYTES)
                .putLong((long) LAYOUT << 56 | epochSeconds << 20 | (shard & 0xf) << 16 | index >>> 48)
                .putLong(index << 16 | shard >>> 16)
                .putLong(shard << 48 | timeSeconds << 4 | LAYOUT);
        return new BigInteger(bytes.array()).toString();
    }
}
