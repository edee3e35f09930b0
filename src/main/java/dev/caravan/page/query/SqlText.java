package dev.caravan.page.query;

/** Text of SQL by its smallest parts: comments, texts and names in quotes, and the rest. */
final class SqlText {

    private SqlText() {}

    /** A comment becomes a blank, as for a parser; what is in quotes stays. */
    static String withoutComments(String sql) {
        StringBuilder left = new StringBuilder(sql.length());
        int at = 0;
        while (at < sql.length()) {
            int next;
            if (sql.startsWith("--", at)) {
                next = end(sql, "\n", at, 0);
                left.append(' ');
            } else if (sql.startsWith("/*", at)) {
                next = end(sql, "*/", at + 2, 2);
                left.append(' ');
            } else {
                next = isQuote(sql.charAt(at)) ? closing(sql, at) : at + 1;
                left.append(sql, at, next);
            }
            at = next;
        }
        return left.toString();
    }

    /** Outside of quotes; without comments. */
    static boolean hasSemicolon(String sql) {
        int at = 0;
        while (at < sql.length()) {
            if (sql.charAt(at) == ';') {
                return true;
            }
            at = isQuote(sql.charAt(at)) ? closing(sql, at) : at + 1;
        }
        return false;
    }

    private static boolean isQuote(char character) {
        return character == '\'' || character == '"' || character == '`';
    }

    /** Behind the quote that closes the one here; a doubled one closes and opens again. */
    private static int closing(String sql, int open) {
        return end(sql, String.valueOf(sql.charAt(open)), open + 1, 1);
    }

    private static int end(String sql, String mark, int from, int length) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + length;
    }
}
