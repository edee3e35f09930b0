package dev.caravan.policy;

/**
 * How a condition compares. IAM: a key that the request does not have never matches, but for the negated operators, which
 * it always matches.
 */
public enum Operator {
    BOOL("Bool"),
    STRING_EQUALS("StringEquals"),
    STRING_NOT_EQUALS("StringNotEquals"),
    STRING_LIKE("StringLike"),
    ARN_LIKE("ArnLike"),
    ARN_NOT_LIKE("ArnNotLike"),
    /** {@code true}: the request must not have the key; {@code false}: it must. */
    NULL("Null");

    private final String text;

    Operator(String text) {
        this.text = text;
    }

    /** IAM's word. */
    public String text() {
        return text;
    }
}
