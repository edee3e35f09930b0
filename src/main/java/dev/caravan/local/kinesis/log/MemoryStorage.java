package dev.caravan.local.kinesis.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** Bytes in the heap. */
final class MemoryStorage implements SegmentStorage {

    private static final int FIRST_BYTES = 16 << 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int size;

    @Override
    public int size() {
        return size;
    }

    @Override
    public void append(byte[] added) {
        if (size + added.length > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + added.length));
        }
        System.arraycopy(added, 0, bytes, size, added.length);
        size += added.length;
    }

    @Override
    public ByteBuffer read(int position, int length) {
        return ByteBuffer.wrap(bytes, position, length);
    }

    @Override
    public void truncate(int newSize) {
        size = newSize;
    }

    @Override
    public void close() {
        bytes = new byte[0];
        size = 0;
    }

    @Override
    public void delete() {
        close();
    }
}
