package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsInput;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** AWS's rules for the tags of a stream: 50 at most, keys of 1 to 128 characters, values up to 256. */
final class Tags {

    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    private Tags() {}

    /** The member {@code Tags} of a request; absent is none. */
    static Map<String, String> of(AwsInput input) {
        Map<String, String> tags = input.textMap("Tags");
        tags.forEach(Tags::check);
        if (tags.size() > MAX_TAGS) {
            throw KinesisErrors.invalidArgument("A stream has " + MAX_TAGS + " tags at most, not " + tags.size() + ".");
        }
        return tags;
    }

    /** The tags a stream has after some were added or replaced. */
    static Map<String, String> add(Map<String, String> tags, Map<String, String> added) {
        Map<String, String> all = new TreeMap<>(tags);
        all.putAll(added);
        if (all.size() > MAX_TAGS) {
            throw KinesisErrors.invalidArgument("Failed to add tags to the stream: it would have " + all.size()
                    + " tags, the limit is " + MAX_TAGS + ".");
        }
        return all;
    }

    private static void check(String key, String value) {
        if (key.isEmpty()
                || key.length() > MAX_KEY
                || key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
            throw KinesisErrors.invalidArgument("The tag key '" + key + "' has to have 1 to " + MAX_KEY
                    + " characters and must not begin with aws:.");
        }
        if (value.length() > MAX_VALUE) {
            throw KinesisErrors.invalidArgument(
                    "The value of the tag '" + key + "' is longer than " + MAX_VALUE + " characters.");
        }
    }
}
