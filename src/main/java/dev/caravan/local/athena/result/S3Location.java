package dev.caravan.local.athena.result;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A place in S3. The key may be empty or end with a slash. */
public record S3Location(String bucket, String key) {
    private static final Pattern FORM = Pattern.compile("s3://([^/]+)(?:/(.*))?");

    /** @throws IllegalArgumentException if the text is not {@code s3://BUCKET/KEY} */
    public static S3Location parse(String uri) {
        Matcher parts = FORM.matcher(uri);
        if (!parts.matches()) {
            throw new IllegalArgumentException("Not of the form s3://BUCKET/PREFIX/: " + uri);
        }
        return new S3Location(parts.group(1), parts.group(2) == null ? "" : parts.group(2));
    }

    /** A name below this place. */
    public S3Location resolve(String name) {
        return new S3Location(bucket, key.isEmpty() || key.endsWith("/") ? key + name : key + "/" + name);
    }

    @Override
    public String toString() {
        return "s3://" + bucket + "/" + key;
    }
}
