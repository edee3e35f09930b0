package dev.caravan.object;

import java.util.regex.Pattern;

/**
 * An S3 object key that means the same to everybody: segments of {@code [A-Za-z0-9._=-]} and {@code %XX}, parted by
 * single slashes, at most 1,024 bytes (S3's limit), no segment {@code .} or {@code ..}.
 *
 * <p>Camel's aws2-s3 evaluates <code>${…}</code> in a key, S3 clients and file systems resolve dot segments; no such key
 * can be made: any other text throws {@link IllegalArgumentException}.
 */
public record ObjectKey(String value) {

    public static final int MAX_BYTES = 1024;

    private static final String SEGMENT = "(?:[A-Za-z0-9._=-]|%[0-9A-F]{2})++";
    private static final Pattern KEY = Pattern.compile(SEGMENT + "(?:/" + SEGMENT + ")*+");
    private static final Pattern DOTS = Pattern.compile("(?:^|/)\\.{1,2}(?:/|$)");

    public ObjectKey {
        if (value.length() > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "An object key has at most " + MAX_BYTES + " bytes, got " + value.length() + ": " + value);
        }
        if (!KEY.matcher(value).matches() || DOTS.matcher(value).find()) {
            throw new IllegalArgumentException("Not an object key of letters, digits, . _ = - and %XX: " + value);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
