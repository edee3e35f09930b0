package dev.caravan.local.glue.infer;

import java.io.EOFException;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads Thrift's compact protocol, as far as a Parquet footer needs it (thrift-compact-protocol.md of Apache Thrift).
 * A structure is read field by field: {@link #nextField} until it {@link Field#isStop}, and of each field either
 * its value or {@link #skip}.
 */
final class CompactReader {
    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;
    private static final int LONG_LIST = 15;
    private static final int MAX_DEPTH = 64;

    /** The id and the wire type of a field. */
    record Field(int id, int type) {
        private static final Field STOP = new Field(0, 0);

        /** Whether the structure ends here. */
        boolean isStop() {
            return type == 0;
        }
    }

    private final ByteBuffer bytes;

    CompactReader(ByteBuffer bytes) {
        this.bytes = bytes;
    }

    /**
     * The next field of a structure.
     *
     * @param previousId the id of the field before, 0 at the start: ids are written as differences
     */
    Field nextField(int previousId) throws IOException {
        int header = unsignedByte();
        int type = header & 0x0f;
        if (type == 0) {
            return Field.STOP;
        }
        int difference = header >> 4;
        return new Field(difference == 0 ? integer() : previousId + difference, type);
    }

    /** An i16 or i32 or an enum. */
    int integer() throws IOException {
        return Math.toIntExact(longInteger());
    }

    /** An i64. */
    long longInteger() throws IOException {
        long raw = varint();
        return (raw >>> 1) ^ -(raw & 1);
    }

    String text() throws IOException {
        byte[] text = new byte[length()];
        try {
            bytes.get(text);
        } catch (BufferUnderflowException e) {
            throw cut(e);
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    /** How many elements the list that begins here has. */
    int listSize() throws IOException {
        int size = unsignedByte() >> 4;
        return size == LONG_LIST ? length() : size;
    }

    void skip(Field field) throws IOException {
        skip(field.type(), 0);
    }

    private void skip(int type, int depth) throws IOException {
        if (depth > MAX_DEPTH) {
            throw new IOException("structures are nested deeper than " + MAX_DEPTH);
        }
        switch (type) {
            case TRUE, FALSE -> {
                // the value is the type
            }
            case BYTE -> forward(1);
            case DOUBLE -> forward(Double.BYTES);
            case BINARY -> forward(length());
            case LIST, SET -> skipList(depth);
            case MAP -> skipMap(depth);
            case STRUCT -> {
                for (Field f = nextField(0); !f.isStop(); f = nextField(f.id())) {
                    skip(f.type(), depth + 1);
                }
            }
            default -> {
                if (type < I16 || type > I64) {
                    throw new IOException("unknown wire type " + type);
                }
                varint();
            }
        }
    }

    private void skipList(int depth) throws IOException {
        int header = unsignedByte();
        int size = header >> 4 == LONG_LIST ? length() : header >> 4;
        for (int i = 0; i < size; i++) {
            skipElement(header & 0x0f, depth);
        }
    }

    private void skipMap(int depth) throws IOException {
        int size = length();
        int types = size == 0 ? 0 : unsignedByte();
        for (int i = 0; i < size; i++) {
            skipElement(types >> 4, depth);
            skipElement(types & 0x0f, depth);
        }
    }

    /** As a member, but that a boolean takes a byte. */
    private void skipElement(int type, int depth) throws IOException {
        skip(type == TRUE || type == FALSE ? BYTE : type, depth + 1);
    }

    private int length() throws IOException {
        long length = varint();
        if (length < 0 || length > bytes.remaining()) {
            throw new IOException("a length of " + length + " with " + bytes.remaining() + " bytes left");
        }
        return (int) length;
    }

    private void forward(int count) throws IOException {
        if (count > bytes.remaining()) {
            throw cut(null);
        }
        bytes.position(bytes.position() + count);
    }

    private long varint() throws IOException {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = unsignedByte();
            value |= (long) (next & 0x7f) << shift;
            if ((next & 0x80) == 0) {
                return value;
            }
        }
        throw new IOException("a number longer than 64 bits");
    }

    private int unsignedByte() throws IOException {
        if (!bytes.hasRemaining()) {
            throw cut(null);
        }
        return bytes.get() & 0xff;
    }

    private static IOException cut(Throwable cause) {
        EOFException cut = new EOFException("it ends too early");
        cut.initCause(cause);
        return cut;
    }
}
