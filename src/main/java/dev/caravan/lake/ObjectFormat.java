package dev.caravan.lake;

/**
 * How records are laid out in an object.
 *
 * <p>{@code jsonl}: one record a line, each line ended. {@code json-array}: one top-level JSON array of all records, as
 * small functions on a stream often write it; a crawler makes one column {@code array} of it.
 */
@SuppressWarnings("ImmutableEnumChecker") // arrays that never leave this class
enum ObjectFormat {
    JSONL("jsonl", "application/x-ndjson", "", "", "\n", ""),
    JSON_ARRAY("json-array", "application/json", "[", ",", "", "]");

    private final String option;
    private final String contentType;
    private final byte[] opening;
    private final byte[] beforeOthers;
    private final byte[] afterEach;
    private final byte[] closing;

    ObjectFormat(
            String option, String contentType, String opening, String beforeOthers, String afterEach, String closing) {
        this.option = option;
        this.contentType = contentType;
        this.opening = ascii(opening);
        this.beforeOthers = ascii(beforeOthers);
        this.afterEach = ascii(afterEach);
        this.closing = ascii(closing);
    }

    /** @throws IllegalArgumentException for an unknown name, naming those that exist */
    static ObjectFormat parse(String option) {
        for (ObjectFormat format : values()) {
            if (format.option.equals(option)) {
                return format;
            }
        }
        throw new IllegalArgumentException("The option format is jsonl or json-array, got " + option);
    }

    String contentType() {
        return contentType;
    }

    byte[] opening() {
        return opening;
    }

    byte[] beforeOthers() {
        return beforeOthers;
    }

    byte[] afterEach() {
        return afterEach;
    }

    byte[] closing() {
        return closing;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    }
}
