package dev.caravan.local.child.trino.lake;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Cuts a stream into lines, ended by LF or CRLF or the end of the stream. The line is valid until the next one is read. */
final class LineReader {
    /** A top-level JSON array is one line, and so may be long; this still ends a stream without line ends. */
    private static final int MAX_LINE_BYTES = 128 << 20;

    private final InputStream input;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;
    private byte[] line = new byte[1 << 10];
    private int length;
    private long number;

    LineReader(InputStream input) {
        this.input = input;
    }

    /** Reads the next line; false at the end of the stream. */
    boolean next() throws IOException {
        length = 0;
        boolean any = false;
        while (true) {
            if (position == limit) {
                limit = input.read(buffer);
                position = 0;
                if (limit <= 0) {
                    limit = 0;
                    number += any ? 1 : 0;
                    return any;
                }
            }
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            append(position, end);
            if (end < limit) {
                position = end + 1;
                if (length > 0 && line[length - 1] == '\r') {
                    length--;
                }
                number++;
                return true;
            }
            position = limit;
        }
    }

    private void append(int from, int to) throws IOException {
        int size = to - from;
        if (length + size > MAX_LINE_BYTES) {
            throw new IOException("line " + (number + 1) + " is longer than " + MAX_LINE_BYTES + " bytes");
        }
        if (length + size > line.length) {
            line = Arrays.copyOf(line, Math.max(length + size, line.length * 2));
        }
        System.arraycopy(buffer, from, line, length, size);
        length += size;
    }

    /** The bytes of the line are the first {@link #length()} of these. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** Of the line in the stream, from 1. */
    long number() {
        return number;
    }

    String text() {
        return new String(line, 0, length, StandardCharsets.UTF_8);
    }

    boolean isBlank() {
        for (int i = 0; i < length; i++) {
            if (line[i] > ' ' || line[i] < 0) {
                return false;
            }
        }
        return true;
    }
}
