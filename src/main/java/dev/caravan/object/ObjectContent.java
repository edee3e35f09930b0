package dev.caravan.object;

import static java.util.Objects.requireNonNull;

/**
 * The bytes of an object and how to read them.
 *
 * <p>Compressed bytes carry {@code Content-Encoding: gzip}, and the type of what is inside (RFC 9110, 8.4). S3 never
 * inflates; Athena, Glue, Spark and Trino go by the key's ending; the AWS SDKs for Java, Python, JavaScript on Node and
 * Go 2 hand out the bytes as stored. Browsers and {@code curl --compressed} show text. The Go 1 SDK inflates by itself:
 * a reader on it must not inflate again.
 */
public final class ObjectContent {

    private final byte[] bytes;
    private final String type;
    private final boolean gzipped;

    /**
     * @param bytes not copied: nobody changes them any more; never empty
     * @param type the media type of the uncompressed content
     */
    public ObjectContent(byte[] bytes, String type, boolean gzipped) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("An object of a batch is never empty");
        }
        this.bytes = bytes;
        this.type = requireNonNull(type, "type");
        this.gzipped = gzipped;
    }

    public byte[] bytes() {
        return bytes;
    }

    public String type() {
        return type;
    }

    public boolean isGzipped() {
        return gzipped;
    }
}
