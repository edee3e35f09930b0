package dev.caravan.local.glue.infer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** The first decompressed bytes of an object. */
final class Sample {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Compression compression;
    private final byte[] bytes;
    private final boolean truncated;
    private final long consumed;

    private Sample(Compression compression, byte[] bytes, boolean truncated, long consumed) {
        this.compression = compression;
        this.bytes = bytes;
        this.truncated = truncated;
        this.consumed = consumed;
    }

    /**
     * Decompresses the head of an object.
     *
     * @param headIsAll whether the head is the whole object
     * @param maxBytes the most that is kept
     * @throws IOException when the head does not decompress at all
     */
    static Sample of(byte[] head, boolean headIsAll, int maxBytes) throws IOException {
        Compression compression = Compression.of(head);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayInputStream in = new ByteArrayInputStream(head);
        boolean ended = false;
        try (InputStream stream = compression.decompress(in)) {
            byte[] buffer = new byte[BUFFER_BYTES];
            while (!ended && out.size() < maxBytes) {
                int read = stream.read(buffer, 0, Math.min(buffer.length, maxBytes - out.size()));
                if (read < 0) {
                    ended = true;
                } else {
                    out.write(buffer, 0, read);
                }
            }
            ended = ended || stream.read() < 0;
        } catch (EOFException e) {
            if (headIsAll) {
                throw new IOException("its " + compression.text() + " data ends too early", e);
            }
        } catch (IOException e) {
            // a head cut inside a block: whatever was decompressed before the cut is the sample
            if (headIsAll || out.size() == 0) {
                throw new IOException("its " + compression.text() + " data is damaged: " + e.getMessage(), e);
            }
        }
        boolean whole = ended && headIsAll;
        return new Sample(compression, out.toByteArray(), !whole, head.length - in.available());
    }

    Compression compression() {
        return compression;
    }

    /** The bytes themselves, not a copy: nobody changes them. */
    byte[] bytes() {
        return bytes;
    }

    /** Whether the object goes on after the sample. */
    boolean truncated() {
        return truncated;
    }

    /** How many bytes of the object, as stored, the sample stands for. */
    long consumed() {
        return consumed;
    }
}
