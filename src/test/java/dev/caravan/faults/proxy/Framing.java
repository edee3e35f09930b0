package dev.caravan.faults.proxy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Where a body ends on the wire (RFC 9112, section 6.3). */
sealed interface Framing {

    /** Passes a body on as it comes, in the pieces in which it comes. */
    void copy(InputStream from, OutputStream wire) throws IOException;

    /** What a body says, once the framing on the wire is taken off. */
    byte[] content(byte[] wire);

    static Framing ofRequest(HttpHead head) {
        return of(head, new Length(0));
    }

    static Framing ofAnswer(HttpHead head, String method) {
        String status = head.startWord(1);
        boolean bodiless =
                method.equals("HEAD") || status.startsWith("1") || status.equals("204") || status.equals("304");
        return bodiless ? new None() : of(head, new UntilClose());
    }

    private static Framing of(HttpHead head, Framing otherwise) {
        if (head.has("Transfer-Encoding", "chunked")) {
            return new Chunked();
        }
        return head.field("Content-Length")
                .<Framing>map(length -> new Length(Long.parseLong(length)))
                .orElse(otherwise);
    }

    /** An answer that has no body whatever its head says. */
    record None() implements Framing {
        @Override
        public void copy(InputStream from, OutputStream wire) {}

        @Override
        public byte[] content(byte[] wire) {
            return wire;
        }
    }

    /** @param bytes of the body */
    record Length(long bytes) implements Framing {
        @Override
        public void copy(InputStream from, OutputStream wire) throws IOException {
            byte[] buffer = new byte[16 * 1024];
            for (long left = bytes; left > 0; ) {
                int read = from.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (read < 0) {
                    throw new EOFException(left + " of " + bytes + " bytes of a body are missing");
                }
                wire.write(buffer, 0, read);
                left -= read;
            }
        }

        @Override
        public byte[] content(byte[] wire) {
            return wire;
        }
    }

    /** Pieces that each say their length, and an empty one at the end. */
    record Chunked() implements Framing {
        @Override
        public void copy(InputStream from, OutputStream wire) throws IOException {
            copy(from, wire, OutputStream.nullOutputStream());
        }

        @Override
        public byte[] content(byte[] wire) {
            ByteArrayOutputStream content = new ByteArrayOutputStream(wire.length);
            try {
                copy(new ByteArrayInputStream(wire), OutputStream.nullOutputStream(), content);
            } catch (IOException e) {
                throw new UncheckedIOException("A chunked body was read that is not whole", e);
            }
            return content.toByteArray();
        }

        private static void copy(InputStream from, OutputStream wire, OutputStream content) throws IOException {
            for (long size = size(line(from, wire)); size > 0; size = size(line(from, wire))) {
                new Length(size).copy(from, new Both(wire, content));
                line(from, wire);
            }
            for (String trailer = line(from, wire); !trailer.isEmpty(); ) {
                trailer = line(from, wire);
            }
        }

        private static long size(String line) {
            return Long.parseLong(line.split(";", 2)[0].strip(), 16);
        }

        private static String line(InputStream from, OutputStream wire) throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int next = from.read(); next != '\n'; next = from.read()) {
                if (next < 0) {
                    throw new EOFException("The connection ended within a chunked body");
                }
                line.write(next);
            }
            line.write('\n');
            line.writeTo(wire);
            return line.toString(StandardCharsets.ISO_8859_1).strip();
        }
    }

    /** An answer that ends with its connection. */
    record UntilClose() implements Framing {
        @Override
        public void copy(InputStream from, OutputStream wire) throws IOException {
            from.transferTo(wire);
        }

        @Override
        public byte[] content(byte[] wire) {
            return wire;
        }
    }

    /** Writes the same twice. */
    final class Both extends OutputStream {
        private final OutputStream first;
        private final OutputStream second;

        Both(OutputStream first, OutputStream second) {
            this.first = first;
            this.second = second;
        }

        @Override
        public void write(int one) throws IOException {
            first.write(one);
            second.write(one);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            first.write(bytes, offset, length);
            second.write(bytes, offset, length);
        }
    }
}
