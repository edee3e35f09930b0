package dev.caravan.record;

/** Why a record was rejected; {@link #code()} is what dead letters, metrics and logs say. */
public enum Reason {
    NULL_VALUE("null-value"),
    NOT_JSON("not-json"),
    INVALID_UTF8("invalid-utf8"),
    DUPLICATE_KEY("duplicate-key"),
    MISSING_FIELD("missing-field"),
    WRONG_TYPE("wrong-type"),
    SCHEMA_VIOLATION("schema-violation"),
    TOO_LARGE("too-large"),
    TOO_DEEP("too-deep"),
    TOO_MANY_FIELDS("too-many-fields"),
    INVALID_PARTITION_FIELD("invalid-partition-field"),
    INVALID_KEY("invalid-key"),
    STEP_FAILED("step-failed");

    private final String code;

    Reason(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
