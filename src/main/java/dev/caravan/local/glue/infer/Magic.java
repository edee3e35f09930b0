package dev.caravan.local.glue.infer;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** First bytes that give a format away. */
final class Magic {
    static final byte[] PARQUET = "PAR1".getBytes(ISO_8859_1);

    private static final Map<String, byte[]> UNSUPPORTED = new LinkedHashMap<>();

    static {
        UNSUPPORTED.put("an encrypted Parquet object", "PARE".getBytes(ISO_8859_1));
        UNSUPPORTED.put("an ORC object", "ORC".getBytes(ISO_8859_1));
        UNSUPPORTED.put("an Avro object", "Obj\u0001".getBytes(ISO_8859_1));
        UNSUPPORTED.put("a ZIP archive", "PK\u0003\u0004".getBytes(ISO_8859_1));
        UNSUPPORTED.put("compressed with bzip2", "BZh".getBytes(ISO_8859_1));
        UNSUPPORTED.put("compressed with LZ4", "\u0004\"M\u0018".getBytes(ISO_8859_1));
        UNSUPPORTED.put("compressed with Snappy", "\u00ff\u0006\u0000\u0000sNaPpY".getBytes(ISO_8859_1));
        UNSUPPORTED.put("an XML document", "<?xml".getBytes(ISO_8859_1));
    }

    private Magic() {}

    static boolean startsWith(byte[] bytes, byte[] magic) {
        return bytes.length >= magic.length && Arrays.equals(bytes, 0, magic.length, magic, 0, magic.length);
    }

    /** What the object is, when it is known and cannot be read here. */
    static Optional<String> unsupported(byte[] head) {
        return UNSUPPORTED.entrySet().stream()
                .filter(format -> startsWith(head, format.getValue()))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
