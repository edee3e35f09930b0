package dev.caravan.local.glue.filter;

import dev.caravan.local.glue.catalog.CatalogException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A word of an expression, without its quotes. */
record FilterToken(Kind kind, String text) {
    private static final Pattern NEXT = Pattern.compile("\\s*(?:"
            + "'((?:[^']|'')*)'"
            + "|[`\"]([^`\"]+)[`\"]"
            + "|(-?\\d+(?:\\.\\d+)?)"
            + "|([A-Za-z_][A-Za-z0-9_]*)"
            + "|(<>|!=|<=|>=|[=<>(),])"
            + ")");

    enum Kind {
        TEXT,
        NUMBER,
        NAME,
        SYMBOL
    }

    static List<FilterToken> read(String expression) {
        List<FilterToken> tokens = new ArrayList<>();
        String trimmed = expression.strip();
        Matcher matcher = NEXT.matcher(trimmed);
        int at = 0;
        while (at < trimmed.length()) {
            matcher.region(at, trimmed.length());
            if (!matcher.lookingAt()) {
                throw CatalogException.invalidInput("Expression is not supported here: at character " + (at + 1) + " '"
                        + trimmed.substring(at, Math.min(trimmed.length(), at + 20)) + "' is not understood.");
            }
            tokens.add(token(matcher));
            at = matcher.end();
        }
        return tokens;
    }

    private static FilterToken token(Matcher matcher) {
        if (matcher.group(1) != null) {
            return new FilterToken(Kind.TEXT, matcher.group(1).replace("''", "'"));
        } else if (matcher.group(2) != null) {
            return new FilterToken(Kind.NAME, matcher.group(2));
        } else if (matcher.group(3) != null) {
            return new FilterToken(Kind.NUMBER, matcher.group(3));
        } else if (matcher.group(4) != null) {
            return new FilterToken(Kind.NAME, matcher.group(4));
        }
        return new FilterToken(Kind.SYMBOL, matcher.group(5));
    }

    /** Whether it is one of these key words or symbols; a quoted text never is. */
    boolean isAny(String... words) {
        for (String word : words) {
            if (kind != Kind.TEXT && kind != Kind.NUMBER && text.equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }
}
