package dev.caravan.local.athena.ddl;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads tokens one after the other, with the small pieces that several statements share. */
final class TokenReader {
    private final String sql;
    private final List<Token> tokens;
    private int at;

    TokenReader(String sql) {
        this.sql = sql;
        this.tokens = Tokens.of(sql);
    }

    Token peek() {
        return tokens.get(at);
    }

    Token next() {
        Token token = tokens.get(at);
        if (token.kind() != Token.Kind.END) {
            at++;
        }
        return token;
    }

    /** Takes these keywords or symbols if they come next, all of them or none. */
    boolean take(String... keywords) {
        for (int i = 0; i < keywords.length; i++) {
            if (at + i >= tokens.size() || !tokens.get(at + i).is(keywords[i])) {
                return false;
            }
        }
        at += keywords.length;
        return true;
    }

    /** Takes the first of these keywords that comes next. */
    boolean takeAny(String... keywords) {
        for (String keyword : keywords) {
            if (take(keyword)) {
                return true;
            }
        }
        return false;
    }

    void expect(String... keywords) {
        for (String keyword : keywords) {
            if (!take(keyword)) {
                throw DdlRefused.syntax(peek(), keyword);
            }
        }
    }

    void expectEnd() {
        take(";");
        if (peek().kind() != Token.Kind.END) {
            throw DdlRefused.syntax(peek(), "the end of the statement");
        }
    }

    /** A name, in lower case. */
    String name() {
        Token token = next();
        if (token.kind() != Token.Kind.WORD && token.kind() != Token.Kind.QUOTED_NAME) {
            throw DdlRefused.syntax(token, "a name, plain or in backticks");
        }
        return token.text().toLowerCase(Locale.ROOT);
    }

    /** {@code [database.]table}, which may also stand in one pair of backticks, as SHOW CREATE TABLE prints it. */
    TableName tableName() {
        String first = name();
        if (take(".")) {
            return new TableName(first, name());
        }
        int dot = first.indexOf('.');
        return dot < 0 ? new TableName(null, first) : new TableName(first.substring(0, dot), first.substring(dot + 1));
    }

    /** A text, in single or double quotes. */
    String text() {
        Token token = next();
        if (token.kind() != Token.Kind.TEXT) {
            throw DdlRefused.syntax(token, "a text in quotes");
        }
        return token.text();
    }

    boolean isText() {
        return peek().kind() == Token.Kind.TEXT;
    }

    /** A text, number or plain word, as partition values are written. */
    String value() {
        Token token = next();
        if (token.kind() == Token.Kind.SYMBOL || token.kind() == Token.Kind.END) {
            throw DdlRefused.syntax(token, "a value");
        }
        return token.text();
    }

    /** {@code ('key'='value', ...)}. */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        expect("(");
        do {
            String key = text();
            expect("=");
            properties.put(key, text());
        } while (take(","));
        expect(")");
        return properties;
    }

    /** A type up to the comma, bracket or COMMENT after it, as written but without blanks and in lower case. */
    String type() {
        Token first = peek();
        int depth = 0;
        while (depth > 0 || !(peek().is(",") || peek().is(")") || peek().is("COMMENT"))) {
            Token token = next();
            if (token.kind() == Token.Kind.END) {
                throw DdlRefused.syntax(token, "the end of a type");
            }
            depth += token.is("<") || token.is("(") ? 1 : token.is(">") || token.is(")") ? -1 : 0;
        }
        String type = sql.substring(first.offset(), peek().offset());
        if (type.isBlank()) {
            throw DdlRefused.syntax(first, "a type");
        }
        return type.replaceAll("[\\s`]", "").toLowerCase(Locale.ROOT);
    }
}
