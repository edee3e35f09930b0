package dev.caravan.local.child.trino.lake;

import io.airlift.compress.zstd.ZstdInputStream;
import io.trino.spi.StandardErrorCode;
import io.trino.spi.TrinoException;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;

/** Opens objects, decompressing by the ending of their key, as Athena does, whatever their Content-Encoding says. */
final class ObjectInput {
    private static final int BUFFER = 64 << 10;
    private static final Set<String> NOT_READ = Set.of("bz2", "snappy", "lz4", "lzo", "deflate", "zip", "xz", "br");

    private ObjectInput() {}

    /**
     * @param read counts the stored bytes that were read
     * @throws IOException if the object is gone or its start is not what its ending says
     * @throws TrinoException NOT_SUPPORTED for another compression than gz and zst
     */
    static InputStream open(LakeObject object, AtomicLong read) throws IOException {
        String name = object.uri().toLowerCase(Locale.ROOT);
        String ending = name.substring(name.lastIndexOf('.') + 1);
        if (NOT_READ.contains(ending)) {
            throw new TrinoException(
                    StandardErrorCode.NOT_SUPPORTED, "Compression ." + ending + " is not read here; .gz and .zst are");
        }
        InputStream stored = new BufferedInputStream(new Counted(Files.newInputStream(object.file()), read), BUFFER);
        return switch (ending) {
            case "gz", "gzip" -> new GZIPInputStream(stored, BUFFER);
            case "zst", "zstd" -> new ZstdInputStream(stored);
            default -> stored;
        };
    }

    private static final class Counted extends FilterInputStream {
        private final AtomicLong read;

        Counted(InputStream input, AtomicLong read) {
            super(input);
            this.read = read;
        }

        @Override
        public int read() throws IOException {
            int value = super.read();
            read.addAndGet(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            read.addAndGet(Math.max(count, 0));
            return count;
        }
    }
}
