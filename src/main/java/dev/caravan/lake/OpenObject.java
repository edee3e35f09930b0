package dev.caravan.lake;

import dev.caravan.object.ObjectContent;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** One object while records are added to it; its compressor holds native memory until it is finished or closed. */
final class OpenObject implements AutoCloseable {

    private static final int BUFFER_BYTES = 16 << 10;

    private final ObjectFormat format;
    private final Compression compression;
    private final ByteArrayOutputStream encoded = new ByteArrayOutputStream(BUFFER_BYTES);
    private final OutputStream out;
    private int rows;

    OpenObject(ObjectFormat format, Compression compression) throws IOException {
        this.format = format;
        this.compression = compression;
        this.out = new BufferedOutputStream(compression.over(encoded), BUFFER_BYTES);
        out.write(format.opening());
    }

    void add(byte[] record) throws IOException {
        if (rows > 0) {
            out.write(format.beforeOthers());
        }
        out.write(record);
        out.write(format.afterEach());
        rows++;
    }

    EncodedObject finish(String folders) throws IOException {
        out.write(format.closing());
        out.close();
        return new EncodedObject(
                folders, new ObjectContent(encoded.toByteArray(), format.contentType(), compression.isGzip()), rows);
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
