package dev.caravan.local.glue.infer;

/** The bytes of one object, read by range so that a large object costs no more than its sample. */
public interface ObjectBytes {

    /** The length of the object, in bytes. */
    long size();

    /**
     * Reads a range.
     *
     * @param from first byte, from 0
     * @param length as many bytes, fewer only at the end of the object
     */
    byte[] read(long from, int length);
}
