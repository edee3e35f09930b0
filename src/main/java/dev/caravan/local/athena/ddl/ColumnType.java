package dev.caravan.local.athena.ddl;

import java.util.Set;

/**
 * Checks the text of a column's type, written without blanks and in lower case. Grammar of Athena's data types:
 * {@code array<T>}, {@code map<T,T>}, {@code struct<name:T,...>} and the types without parts.
 */
final class ColumnType {
    private static final Set<String> PLAIN = Set.of(
            "boolean",
            "tinyint",
            "smallint",
            "int",
            "bigint",
            "double",
            "float",
            "decimal",
            "string",
            "binary",
            "date",
            "timestamp");
    private static final String WITH_LENGTH = "(varchar|char)\\(\\d{1,5}\\)|decimal\\(\\d{1,2}(,\\d{1,2})?\\)";

    private final String text;
    private int at;

    private ColumnType(String text) {
        this.text = text;
    }

    /** @throws DdlRefused naming what is no type */
    static void check(String text) {
        ColumnType type = new ColumnType(text);
        if (!type.read() || type.at < text.length()) {
            throw DdlRefused.invalid(text + " is no type of a column");
        }
    }

    private boolean read() {
        int start = at;
        while (at < text.length() && "<>,:".indexOf(text.charAt(at)) < 0) {
            // a comma between brackets belongs to decimal(p,s)
            at = text.charAt(at) == '(' && text.indexOf(')', at) > 0 ? text.indexOf(')', at) : at;
            at++;
        }
        String name = text.substring(start, at);
        return switch (name) {
            case "array" -> take('<') && read() && take('>');
            case "map" -> take('<') && read() && take(',') && read() && take('>');
            case "struct" -> take('<') && fields() && take('>');
            default -> PLAIN.contains(name) || name.matches(WITH_LENGTH);
        };
    }

    private boolean fields() {
        do {
            int colon = text.indexOf(':', at);
            if (colon <= at) {
                return false;
            }
            at = colon + 1;
            if (!read()) {
                return false;
            }
        } while (take(','));
        return true;
    }

    private boolean take(char expected) {
        boolean there = at < text.length() && text.charAt(at) == expected;
        at += there ? 1 : 0;
        return there;
    }
}
