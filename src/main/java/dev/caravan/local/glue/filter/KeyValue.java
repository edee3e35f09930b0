package dev.caravan.local.glue.filter;

import dev.caravan.local.glue.catalog.CatalogException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** How values of a partition key compare: numbers by value, all else as text (dates in ISO form sort as text). */
enum KeyValue {
    TEXT {
        @Override
        int compare(String left, String right) {
            return left.compareTo(right);
        }

        @Override
        String checked(String literal) {
            return literal;
        }
    },
    NUMBER {
        @Override
        int compare(String left, String right) {
            // a value that is no number, such as Hive's default partition, is less than all numbers
            return number(left)
                    .map(value -> value.compareTo(new BigDecimal(right)))
                    .orElse(-1);
        }

        @Override
        String checked(String literal) {
            return number(literal)
                    .map(BigDecimal::toPlainString)
                    .orElseThrow(() -> CatalogException.invalidInput(
                            "Expression compares a numeric partition key with '" + literal + "'."));
        }
    };

    abstract int compare(String left, String right);

    /** The literal, when it can be compared with values of the key. */
    abstract String checked(String literal);

    static KeyValue ofType(String hiveType) {
        String type = hiveType.toLowerCase(Locale.ROOT);
        boolean number = type.endsWith("int")
                || type.equals("integer")
                || type.equals("long")
                || type.equals("float")
                || type.equals("double")
                || type.startsWith("decimal");
        return number ? NUMBER : TEXT;
    }

    private static Optional<BigDecimal> number(String text) {
        try {
            return Optional.of(new BigDecimal(text.strip()));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
