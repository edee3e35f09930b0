package dev.caravan.object;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** Gzip whose bytes depend on the content and the level alone: no time, no name in the header (RFC 1952). */
public final class GzipStream extends GZIPOutputStream {

    public static final int DEFAULT_LEVEL = 6;

    private static final int BUFFER_BYTES = 8192;

    /** @param level 1 (fastest) to 9 (smallest) */
    public GzipStream(OutputStream out, int level) throws IOException {
        super(out, BUFFER_BYTES);
        if (level < 1 || level > 9) {
            throw new IllegalArgumentException("A gzip level is 1 to 9, got " + level);
        }
        def.setLevel(level);
    }
}
