package dev.caravan.local.athena.result;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reads rows from the bytes of a result's object, and counts the bytes, so that reading can go on from there. */
final class ResultLines {
    private static final int END = -1;

    private final InputStream input;
    private final ResultShape.Format format;
    private long consumed;
    private int next;

    ResultLines(InputStream input, ResultShape.Format format) throws IOException {
        this.input = input;
        this.format = format;
        this.next = input.read();
    }

    boolean atEnd() {
        return next == END;
    }

    /** Bytes of the rows that were read. */
    long consumed() {
        return consumed;
    }

    /** The values of the next row; null is NULL. */
    List<String> read() throws IOException {
        return format == ResultShape.Format.TEXT ? List.of(text()) : values();
    }

    private String text() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (next != END && next != '\n') {
            line.write(take());
        }
        skip('\n');
        return line.toString(StandardCharsets.UTF_8);
    }

    private List<String> values() throws IOException {
        List<String> values = new ArrayList<>();
        do {
            values.add(next == '"' ? quoted() : null);
        } while (skip(','));
        if (!atEnd() && !skip('\n')) {
            throw new IOException("Not a result that this service wrote: byte " + consumed + " is " + next);
        }
        return Collections.unmodifiableList(values);
    }

    private String quoted() throws IOException {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        take();
        while (true) {
            if (next == END) {
                throw new IOException("Not a result that this service wrote: a quote is open at its end");
            }
            int read = take();
            if (read != '"') {
                value.write(read);
            } else if (next == '"') {
                value.write(take());
            } else {
                return value.toString(StandardCharsets.UTF_8);
            }
        }
    }

    private boolean skip(int expected) throws IOException {
        if (next != expected) {
            return false;
        }
        take();
        return true;
    }

    private int take() throws IOException {
        int taken = next;
        consumed++;
        next = input.read();
        return taken;
    }
}
