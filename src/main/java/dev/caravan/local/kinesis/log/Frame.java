package dev.caravan.local.kinesis.log;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * A record's form in a segment: length of what follows the check sum (4 bytes), CRC-32 of it (4), arrival in
 * milliseconds (8), length of the partition key in bytes (2), partition key, data.
 */
final class Frame {

    /** The bytes of a frame beside partition key and data. */
    static final int OVERHEAD_BYTES = 18;

    private static final int HEAD_BYTES = 8;
    private static final int FIXED_BYTES = OVERHEAD_BYTES - HEAD_BYTES;
    /** Beyond what any record can have: such a length is damage. */
    private static final int MAX_BYTES = 64 << 20;

    private Frame() {}

    static byte[] encode(long arrivalMillis, String partitionKey, byte[] data) {
        byte[] key = partitionKey.getBytes(StandardCharsets.UTF_8);
        ByteBuffer frame = ByteBuffer.allocate(OVERHEAD_BYTES + key.length + data.length);
        frame.position(HEAD_BYTES);
        frame.putLong(arrivalMillis).putShort((short) key.length).put(key).put(data);
        frame.putInt(0, FIXED_BYTES + key.length + data.length);
        frame.putInt(4, checkSum(frame.array(), HEAD_BYTES, frame.capacity() - HEAD_BYTES));
        return frame.array();
    }

    /** The length of the whole, undamaged frame at the buffer's position; 0 if there is none. */
    static int wholeLength(ByteBuffer buffer) {
        if (buffer.remaining() < OVERHEAD_BYTES) {
            return 0;
        }
        int start = buffer.position();
        int length = buffer.getInt(start);
        if (length < FIXED_BYTES || length > MAX_BYTES || length > buffer.remaining() - HEAD_BYTES) {
            return 0;
        }
        int checkSum = checkSum(buffer.array(), buffer.arrayOffset() + start + HEAD_BYTES, length);
        return checkSum == buffer.getInt(start + 4) ? HEAD_BYTES + length : 0;
    }

    /** The length of the frame whose first four bytes are given, damaged or not. */
    static long statedLength(ByteBuffer head) {
        return HEAD_BYTES + (long) head.getInt(head.position());
    }

    static long arrivalMillis(ByteBuffer frame) {
        return frame.getLong(frame.position() + HEAD_BYTES);
    }

    /** Reads the frame at the buffer's position and moves behind it. */
    static StoredRecord decode(long index, ByteBuffer buffer) {
        int end = buffer.getInt() + HEAD_BYTES + buffer.position() - 4;
        buffer.getInt();
        long arrivalMillis = buffer.getLong();
        byte[] key = new byte[Short.toUnsignedInt(buffer.getShort())];
        buffer.get(key);
        byte[] data = new byte[end - buffer.position()];
        buffer.get(data);
        return new StoredRecord(index, arrivalMillis, new String(key, StandardCharsets.UTF_8), data);
    }

    private static int checkSum(byte[] bytes, int offset, int length) {
        CRC32 crc = new CRC32();
        crc.update(bytes, offset, length);
        return (int) crc.getValue();
    }
}
