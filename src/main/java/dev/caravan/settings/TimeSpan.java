package dev.caravan.settings;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/** Times as people write them and Camel reads them: {@code 5m}, {@code 1h30m}, or plain milliseconds; above nothing. */
final class TimeSpan {

    private static final Pattern TEXT = Pattern.compile("\\d{1,12}|(\\d{1,9}(ms|s|m|h|d))+");

    private TimeSpan() {}

    static Optional<Duration> parse(String text) {
        // Matched first: of a text without digits, TimeUtils says nothing but an index.
        long millis = TEXT.matcher(text).matches() ? TimeUtils.toMilliSeconds(text) : 0;
        return millis > 0 ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }
}
