package dev.caravan.generate.profile;

import java.util.Arrays;
import java.util.Optional;

/**
 * The ways in which a generated record can be bad. This is the one place that says which reason code its dead letter
 * must carry, and what a route without validation makes of it.
 */
public enum BadKind {
    /** A JSON object cut short. */
    NOT_JSON("not-json", false),
    /** One field is left out. */
    MISSING_FIELD("missing-field", true),
    /** The first integer field is a JSON number where a string is expected. */
    WRONG_TYPE("wrong-type", true),
    /** The last value holds the bytes C3 28, which no UTF-8 text contains (RFC 3629). */
    INVALID_UTF8("invalid-utf8", false);

    private final String code;
    private final boolean parses;

    BadKind(String code, boolean parses) {
        this.code = code;
        this.parses = parses;
    }

    /** The name in profiles and truth files, and the reason code of the dead letter. */
    public String code() {
        return code;
    }

    /** Whether it is a JSON object all the same, which a route without validation keeps. */
    public boolean parses() {
        return parses;
    }

    /** The kind of a code, empty for any other text. */
    public static Optional<BadKind> of(String code) {
        return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
    }
}
