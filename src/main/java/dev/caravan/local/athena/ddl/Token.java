package dev.caravan.local.athena.ddl;

/**
 * A word of a statement.
 *
 * @param text without quotes
 * @param offset where it begins in the statement
 * @param line from 1
 * @param column from 1
 */
record Token(Kind kind, String text, int offset, int line, int column) {
    /** What a token is. */
    enum Kind {
        /** A plain name or keyword. */
        WORD,
        /** A name in backticks. */
        QUOTED_NAME,
        /** A text in single or double quotes, which Hive takes for the same. */
        TEXT,
        NUMBER,
        /** Any other single character. */
        SYMBOL,
        END
    }

    boolean is(String keywordOrSymbol) {
        return (kind == Kind.WORD || kind == Kind.SYMBOL) && text.equalsIgnoreCase(keywordOrSymbol);
    }
}
