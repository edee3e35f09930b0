package dev.caravan.local.child.trino;

/** A place in a SQL text that knows its line and column, as the parser counts them: from 1, in code points. */
final class SqlCursor {
    private final String sql;
    private int offset;
    private int line = 1;
    private int column = 1;

    SqlCursor(String sql) {
        this.sql = sql;
    }

    int offset() {
        return offset;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    boolean atEnd() {
        return offset >= sql.length();
    }

    void moveTo(int targetLine, int targetColumn) {
        while (!atEnd() && (line < targetLine || column < targetColumn)) {
            next();
        }
    }

    void next() {
        int c = sql.codePointAt(offset);
        offset += Character.charCount(c);
        if (c == '\n') {
            line++;
            column = 1;
        } else {
            column++;
        }
    }

    /** Moves over quoted texts and comments that begin here; the character where it ends up, 0 at the end. */
    char skipQuotedAndComments() {
        while (!atEnd()) {
            char c = sql.charAt(offset);
            if (c == '\'' || c == '"') {
                next();
                skipPast(String.valueOf(c));
            } else if (sql.startsWith("--", offset)) {
                skipPast("\n");
            } else if (sql.startsWith("/*", offset)) {
                skipPast("*/");
            } else {
                return c;
            }
        }
        return 0;
    }

    private void skipPast(String ending) {
        while (!atEnd() && !sql.startsWith(ending, offset)) {
            next();
        }
        for (int i = 0; i < ending.length() && !atEnd(); i++) {
            next();
        }
    }
}
