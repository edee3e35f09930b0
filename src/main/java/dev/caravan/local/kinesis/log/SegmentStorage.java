package dev.caravan.local.kinesis.log;

import java.nio.ByteBuffer;

/** Bytes that only grow. Not for several threads. */
interface SegmentStorage {

    /** How many bytes there are. */
    int size();

    /** Adds bytes at the end, all or none. */
    void append(byte[] bytes);

    /** The bytes from a position on, in a buffer backed by an array. */
    ByteBuffer read(int position, int length);

    /** Forgets what stands behind a position. */
    void truncate(int size);

    /** Gives back what the system lent. */
    void close();

    /** Closes and removes the bytes for good. */
    void delete();
}
