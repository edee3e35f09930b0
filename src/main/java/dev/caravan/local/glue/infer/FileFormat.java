package dev.caravan.local.glue.infer;

/** How records lie in an object. */
public sealed interface FileFormat {

    /** The value of {@code classification}. */
    String classification();

    /** One JSON object after the other, usually one a line; or, with {@code array}, one top-level array. */
    record Json(boolean array) implements FileFormat {
        @Override
        public String classification() {
            return "json";
        }
    }

    /** Delimited text. */
    record Csv(char delimiter, boolean header, boolean quoted) implements FileFormat {
        @Override
        public String classification() {
            return "csv";
        }
    }

    /** Apache Parquet. */
    record Parquet() implements FileFormat {
        @Override
        public String classification() {
            return "parquet";
        }
    }
}
