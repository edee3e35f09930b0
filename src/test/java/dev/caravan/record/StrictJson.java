package dev.caravan.record;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * JSON to the letter of RFC 8259, with unique names: maps, lists, strings, {@link BigDecimal}s, booleans and null. Shares
 * no code with the product. {@link IllegalArgumentException} for anything else.
 */
final class StrictJson {

    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private StrictJson(String text) {
        this.text = text;
    }

    /** The one value that the text is. */
    static Object read(String text) {
        StrictJson json = new StrictJson(text);
        Object value = json.value();
        json.skipSpace();
        if (json.at < text.length()) {
            throw json.unexpected();
        }
        return value;
    }

    private Object value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> object() {
        Map<String, Object> object = new LinkedHashMap<>();
        take('{');
        skipSpace();
        if (peek() == '}') {
            take('}');
            return object;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            take(':');
            if (object.containsKey(name)) {
                throw new IllegalArgumentException("A name stands twice");
            }
            object.put(name, value());
            skipSpace();
        } while (more('}'));
        return object;
    }

    private List<Object> array() {
        List<Object> array = new ArrayList<>();
        take('[');
        skipSpace();
        if (peek() == ']') {
            take(']');
            return array;
        }
        do {
            array.add(value());
            skipSpace();
        } while (more(']'));
        return array;
    }

    private boolean more(char end) {
        if (peek() == ',') {
            take(',');
            return true;
        }
        take(end);
        return false;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        take('"');
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < ' ') {
                throw unexpected();
            }
            string.append(c == '\\' ? escaped() : c);
        }
        take('"');
        return string.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        if (c == 'u') {
            if (at + 4 > text.length() || !text.substring(at, at + 4).matches("[0-9a-fA-F]{4}")) {
                throw unexpected();
            }
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int which = ESCAPES.indexOf(c);
        if (which < 0) {
            throw unexpected();
        }
        return ESCAPED.charAt(which);
    }

    private BigDecimal number() {
        Matcher matcher = NUMBER.matcher(text).region(at, text.length());
        if (!matcher.lookingAt()) {
            throw unexpected();
        }
        at = matcher.end();
        return new BigDecimal(matcher.group());
    }

    private Object word(String word, Object value) {
        if (!text.startsWith(word, at)) {
            throw unexpected();
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw unexpected();
        }
        return text.charAt(at);
    }

    private void take(char c) {
        if (peek() != c) {
            throw unexpected();
        }
        at++;
    }

    private IllegalArgumentException unexpected() {
        return new IllegalArgumentException("Not JSON at " + at);
    }
}
