package dev.caravan.local.child.trino.lake;

import io.trino.spi.TrinoException;
import java.time.DateTimeException;

/** The error of a value that does not fit the type of its column. */
final class BadData {
    private BadData() {}

    static TrinoException of(String value, String column, String why) {
        return new TrinoException(
                LakeError.HIVE_BAD_DATA, "Error parsing field value '" + value + "' for field " + column + ": " + why);
    }

    /** @throws TrinoException HIVE_BAD_DATA if the parser does not accept the text */
    static Object parse(Scalars.Parser parser, String text, String column) {
        try {
            return parser.parse(text);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            throw of(text, column, e.getMessage());
        }
    }
}
