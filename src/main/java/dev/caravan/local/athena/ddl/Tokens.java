package dev.caravan.local.athena.ddl;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts a statement into tokens: comments dropped, Hive's quotes and escapes read. */
final class Tokens {
    /** What follows a backslash: three octal digits, or u and four hexadecimal ones. */
    private static final Pattern NUMBER = Pattern.compile("[01][0-7]{2}|u([0-9a-fA-F]{4})");

    private final String sql;
    private final List<Token> tokens = new ArrayList<>();
    private int offset;
    private int line = 1;
    private int lineStart;

    private Tokens(String sql) {
        this.sql = sql;
    }

    /** All tokens; the last one is of kind END. */
    static List<Token> of(String sql) {
        Tokens tokens = new Tokens(sql);
        tokens.read();
        return tokens.tokens;
    }

    /** The first token alone: what follows may be of another language, with quotes of its own. */
    static Token first(String sql) {
        Tokens tokens = new Tokens(sql);
        tokens.readOne();
        return tokens.tokens.get(0);
    }

    private void read() {
        Token last;
        do {
            readOne();
            last = tokens.get(tokens.size() - 1);
        } while (last.kind() != Token.Kind.END);
    }

    private void readOne() {
        if (!skipBlanksAndComments()) {
            add(Token.Kind.END, "", offset);
            return;
        }
        char c = sql.charAt(offset);
        if (c == '`') {
            quoted(c, Token.Kind.QUOTED_NAME);
        } else if (c == '\'' || c == '"') {
            quoted(c, Token.Kind.TEXT);
        } else if (Character.isDigit(c)) {
            word(Token.Kind.NUMBER);
        } else if (Character.isLetter(c) || c == '_') {
            word(Token.Kind.WORD);
        } else {
            add(Token.Kind.SYMBOL, String.valueOf(c), offset);
            offset++;
        }
    }

    private boolean skipBlanksAndComments() {
        while (offset < sql.length()) {
            if (sql.startsWith("--", offset)) {
                skipTo("\n");
            } else if (sql.startsWith("/*", offset)) {
                skipTo("*/");
            } else if (Character.isWhitespace(sql.charAt(offset))) {
                step();
            } else {
                return true;
            }
        }
        return false;
    }

    private void skipTo(String ending) {
        int end = sql.indexOf(ending, offset);
        int target = end < 0 ? sql.length() : end + ending.length();
        while (offset < target) {
            step();
        }
    }

    private void step() {
        if (sql.charAt(offset++) == '\n') {
            line++;
            lineStart = offset;
        }
    }

    private void word(Token.Kind kind) {
        int start = offset;
        while (offset < sql.length()
                && (Character.isLetterOrDigit(sql.charAt(offset)) || "_$".indexOf(sql.charAt(offset)) >= 0)) {
            offset++;
        }
        add(kind, sql.substring(start, offset), start);
    }

    private void quoted(char quote, Token.Kind kind) {
        Token at = token(kind, String.valueOf(quote), offset);
        StringBuilder text = new StringBuilder();
        step();
        while (true) {
            if (offset >= sql.length()) {
                throw DdlRefused.syntax(at, "its closing quote");
            }
            char c = sql.charAt(offset);
            boolean doubled = c == quote && offset + 1 < sql.length() && sql.charAt(offset + 1) == quote;
            if (c == '\\' && quote != '`' && offset + 1 < sql.length()) {
                step();
                text.append(unescaped());
            } else if (doubled) {
                step();
                text.append(quote);
            } else if (c == quote) {
                step();
                tokens.add(new Token(kind, text.toString(), at.offset(), at.line(), at.column()));
                return;
            } else {
                text.append(c);
            }
            step();
        }
    }

    /** Hive's escapes: the character's number in octal or as Unicode, a few letters; any other stands for itself. */
    private String unescaped() {
        Matcher number = NUMBER.matcher(sql).region(offset, sql.length());
        if (number.lookingAt()) {
            int radix = number.group(1) == null ? 8 : 16;
            for (int i = 1; i < number.group().length(); i++) {
                step();
            }
            return String.valueOf((char) Integer.parseInt(radix == 8 ? number.group() : number.group(1), radix));
        }
        char escape = sql.charAt(offset);
        return switch (escape) {
            case 'b' -> "\b";
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case 'Z' -> "\u001A";
            case '0' -> "\0";
            // the wildcards of a pattern stay escaped
            case '%', '_' -> "\\" + escape;
            default -> String.valueOf(escape);
        };
    }

    private void add(Token.Kind kind, String text, int start) {
        tokens.add(token(kind, text, start));
    }

    private Token token(Token.Kind kind, String text, int start) {
        return new Token(kind, text, start, line, start - lineStart + 1);
    }
}
