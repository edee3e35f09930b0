package dev.caravan.local.glue.infer;

import com.github.luben.zstd.ZstdInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;

/**
 * How the bytes of a whole object are compressed. AWS's crawlers know gzip; zstd is read here because Athena reads it,
 * but a crawler of AWS does not list it.
 */
public enum Compression {
    NONE,
    GZIP,
    ZSTD;

    private static final byte[] GZIP_MAGIC = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD_MAGIC = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    /** The value of {@code compressionType}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Compression of(byte[] head) {
        if (Magic.startsWith(head, GZIP_MAGIC)) {
            return GZIP;
        }
        return Magic.startsWith(head, ZSTD_MAGIC) ? ZSTD : NONE;
    }

    InputStream decompress(InputStream compressed) throws IOException {
        return switch (this) {
            case NONE -> compressed;
            case GZIP -> new GZIPInputStream(compressed);
            case ZSTD -> new ZstdInputStream(compressed);
        };
    }
}
