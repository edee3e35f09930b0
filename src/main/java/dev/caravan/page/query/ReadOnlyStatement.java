package dev.caravan.page.query;

import dev.caravan.page.http.TellableException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A single statement that writes nothing: a query, SHOW, DESCRIBE, or EXPLAIN of a query. EXPLAIN ANALYZE runs what it
 * explains, so it counts as that.
 *
 * @param sql without comments before it, and without the semicolon after it
 */
record ReadOnlyStatement(String sql) {

    private static final int MOST = 20_000;
    private static final Set<String> READING = Set.of("select", "with", "values", "table", "show", "describe", "desc");
    private static final Pattern WORD = Pattern.compile("\\(*\\s*([A-Za-z]+)");
    private static final Pattern EXPLAIN = Pattern.compile(
            "(?is)explain\\b\\s*(analyze\\b\\s*(verbose\\b\\s*)?)?(\\(\\s*(type|format)\\s+\\w+(\\s*,\\s*(type|format)\\s+\\w+)*\\s*\\)\\s*)?");

    /** @throws TellableException if it may write, or is not one statement */
    static ReadOnlyStatement of(String text) {
        if (text.length() > MOST) {
            throw new TellableException("A statement has at most " + MOST + " characters here: use the command query");
        }
        String sql = SqlText.withoutComments(text).strip();
        String one = sql.endsWith(";") ? sql.substring(0, sql.length() - 1).strip() : sql;
        if (one.isEmpty()) {
            throw new TellableException("Write a statement, for example SELECT count(*) FROM orders");
        }
        if (SqlText.hasSemicolon(one)) {
            throw new TellableException("One statement at a time: there is a semicolon in the middle");
        }
        requireReading(one);
        return new ReadOnlyStatement(one);
    }

    private static void requireReading(String sql) {
        Matcher explain = EXPLAIN.matcher(sql);
        String read = explain.lookingAt() ? sql.substring(explain.end()) : sql;
        Matcher word = WORD.matcher(read);
        String first = word.lookingAt() ? word.group(1).toLowerCase(Locale.ROOT) : "";
        if (!READING.contains(first)) {
            throw new TellableException("Only what reads is run here: SELECT, WITH, VALUES, TABLE, SHOW, DESCRIBE and"
                    + " EXPLAIN of these. For everything else there is the command query");
        }
    }
}
