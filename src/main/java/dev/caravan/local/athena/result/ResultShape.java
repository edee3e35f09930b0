package dev.caravan.local.athena.result;

import dev.caravan.local.child.trino.wire.ResultColumn;
import java.util.List;

/**
 * What the object of a result holds.
 *
 * @param format how its lines are to be read
 * @param columns in order; empty for DDL without output
 */
public record ResultShape(Format format, List<ResultColumn> columns) {
    /** The two kinds of result objects. */
    public enum Format {
        /** A header line, then rows, every value quoted, NULL as nothing at all. */
        CSV(".csv"),
        /** A text a line and nothing else. */
        TEXT(".txt");

        private final String ending;

        Format(String ending) {
            this.ending = ending;
        }

        /** Of the object's key. */
        public String ending() {
            return ending;
        }
    }

    public ResultShape {
        columns = List.copyOf(columns);
    }

    /** DDL's columns are all strings. */
    public static ResultShape text(List<String> columns) {
        return new ResultShape(
                Format.TEXT,
                columns.stream()
                        .map(name -> new ResultColumn(name, "string", 0, 0))
                        .toList());
    }
}
