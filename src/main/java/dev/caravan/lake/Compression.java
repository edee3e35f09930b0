package dev.caravan.lake;

import dev.caravan.object.GzipStream;
import java.io.IOException;
import java.io.OutputStream;

/** How the bytes of an object are compressed; deterministic. */
sealed interface Compression {

    /** @throws IllegalArgumentException for an unknown name or a level that is not 1 to 9 */
    static Compression parse(String option, int level) {
        return switch (option) {
            case "none" -> new None();
            case "gzip" -> new Gzip(level);
            default -> throw new IllegalArgumentException("The option compression is gzip or none, got " + option);
        };
    }

    OutputStream over(OutputStream out) throws IOException;

    boolean isGzip();

    /** With its dot. Athena and Glue choose the decompression by it. */
    String extension();

    /** @param level 1 to 9 */
    record Gzip(int level) implements Compression {

        public Gzip {
            if (level < 1 || level > 9) {
                throw new IllegalArgumentException("The option compressionLevel is 1 to 9, got " + level);
            }
        }

        @Override
        public OutputStream over(OutputStream out) throws IOException {
            return new GzipStream(out, level);
        }

        @Override
        public boolean isGzip() {
            return true;
        }

        @Override
        public String extension() {
            return ".json.gz";
        }
    }

    /** As it is. */
    record None() implements Compression {

        @Override
        public OutputStream over(OutputStream out) {
            return out;
        }

        @Override
        public boolean isGzip() {
            return false;
        }

        @Override
        public String extension() {
            return ".json";
        }
    }
}
