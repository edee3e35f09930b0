package dev.caravan.provision.resource;

import dev.caravan.settings.SettingsException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a bucket.
 *
 * @param prefix empty, or a folder with its last slash
 */
record Place(String bucket, String prefix) {

    private static final Pattern LOCATION = Pattern.compile("s3://([^/]+)/?(.*)");

    /** @param location {@code s3://BUCKET/PREFIX/} */
    static Place parse(String location) {
        Matcher parts = LOCATION.matcher(location);
        if (!parts.matches()) {
            throw new SettingsException(
                    "Setting athena.output = " + location + ": expected s3://BUCKET/ or s3://BUCKET/PREFIX/");
        }
        return new Place(parts.group(1), parts.group(2));
    }
}
