package dev.caravan.batch;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.Position;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The durable promise that the next batch of a partition is exactly {@code start} to {@code end}: Kafka keeps its text
 * as metadata of the committed offset (at most 4,096 bytes), the Kinesis Client Library as application state of the
 * pending checkpoint.
 *
 * @param settings fingerprint of the steps and settings that shape the objects of this batch
 */
public record Pin(Position start, Position end, String settings) {

    private static final Pattern TEXT = Pattern.compile("v1;start=([^;]+);end=([^;]+);settings=([0-9a-z]*)");

    public Pin {
        requireNonNull(settings, "settings");
        if (start.compareTo(end) > 0) {
            throw new IllegalArgumentException("A pin starts at " + start.text() + ", behind its end " + end.text());
        }
    }

    public String text() {
        return "v1;start=" + start.text() + ";end=" + end.text() + ";settings=" + settings;
    }

    /**
     * Reads {@link #text()}; empty for an empty or null text.
     *
     * @throws IllegalArgumentException for any other text: somebody else wrote it, and guessing could lose records
     */
    public static Optional<Pin> parse(String text, Function<String, Position> position) {
        if (text == null || text.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not a pin of this version: " + text);
        }
        return Optional.of(
                new Pin(position.apply(matcher.group(1)), position.apply(matcher.group(2)), matcher.group(3)));
    }
}
