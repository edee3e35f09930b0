package dev.caravan.local.glue.infer;

import dev.caravan.local.glue.infer.FileContent.Empty;
import dev.caravan.local.glue.infer.FileContent.Unsupported;
import java.io.IOException;
import java.util.Optional;

/**
 * Finds out what an object holds, in AWS's order: Parquet by its magic number, then JSON, then CSV. Reads at most the
 * first MiB of an object (AWS reads as much) and of that at most 8 MiB decompressed, for Parquet its footer.
 */
public final class FileClassifier {
    private static final int HEAD_BYTES = 1 << 20;
    private static final int DECOMPRESSED_BYTES = 8 << 20;

    private FileClassifier() {}

    public static FileContent classify(ObjectBytes object) {
        if (object.size() == 0) {
            return new Empty();
        }
        byte[] head = object.read(0, (int) Math.min(object.size(), HEAD_BYTES));
        if (Magic.startsWith(head, Magic.PARQUET)) {
            return ParquetFooter.read(object);
        }
        Optional<String> unsupported = Magic.unsupported(head);
        if (unsupported.isPresent()) {
            return new Unsupported(unsupported.get());
        }
        try {
            return classify(Sample.of(head, head.length >= object.size(), DECOMPRESSED_BYTES));
        } catch (IOException e) {
            return new Unsupported("not readable: " + e.getMessage());
        }
    }

    private static FileContent classify(Sample sample) {
        int start = firstVisible(sample.bytes());
        if (start == sample.bytes().length) {
            return new Empty();
        }
        return switch (sample.bytes()[start]) {
            case '{' -> JsonSample.objects(sample, start);
            case '[' -> JsonSample.array(sample, start);
            default -> CsvSample.classify(sample, start);
        };
    }

    /** Skips a UTF-8 byte order mark and white space. */
    private static int firstVisible(byte[] bytes) {
        boolean marked =
                bytes.length >= 3 && bytes[0] == (byte) 0xef && bytes[1] == (byte) 0xbb && bytes[2] == (byte) 0xbf;
        int start = marked ? 3 : 0;
        while (start < bytes.length && (bytes[start] == ' ' || bytes[start] == '\n' || bytes[start] == '\r')) {
            start++;
        }
        return start;
    }
}
