package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

/**
 * What is known of one key.
 *
 * @param fallback its value where nobody sets it; empty for none
 * @param comment one or more sentences for a user
 */
public record Definition(String key, ValueType type, String fallback, String comment, Reader reader) {

    /** Who asks for the value. */
    public enum Reader {
        /** The program, whatever the routes are. */
        CARAVAN,
        /** Camel, which knows more keys of its own. */
        CAMEL,
        /** The shipped routes, and the commands that look at what these do: demo, generate, verify. */
        SHIPPED_ROUTES
    }

    public Definition {
        requireNonNull(reader, "reader");
        if (!key.matches("[a-z][a-z0-9]*([.-][a-z0-9]+)+")) {
            throw new IllegalArgumentException("A key is lower case words between dots and dashes, got " + key);
        }
        if (!comment.endsWith(".")) {
            throw new IllegalArgumentException("The comment of " + key + " is no sentence: " + comment);
        }
        if (!fallback.isEmpty() && (type == ValueType.SECRET || !type.accepts(fallback))) {
            throw new IllegalArgumentException("The default of " + key + " is not " + type.expected(fallback));
        }
    }

    static Definition caravan(String key, ValueType type, String fallback, String comment) {
        return new Definition(key, type, fallback, comment, Reader.CARAVAN);
    }

    static Definition camel(String key, ValueType type, String fallback, String comment) {
        return new Definition(key, type, fallback, comment, Reader.CAMEL);
    }

    static Definition route(String key, ValueType type, String fallback, String comment) {
        return new Definition(key, type, fallback, comment, Reader.SHIPPED_ROUTES);
    }
}
