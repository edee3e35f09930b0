package dev.caravan.deadletter.read;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One object of dead letters, as a listing shows it. Its name ends with the batch's START and LINEAGE, and its end where
 * a position was moved by hand.
 *
 * @param lineage of the reader whose batch it was
 * @param written S3's time
 */
record LetterObject(String key, String lineage, long size, Instant written) {

    private static final Pattern NAME =
            Pattern.compile(".*-(?:\\d{20}|\\d{56,}\\.\\d{10})-([0-9a-f]{8})(?:-[\\d.]+)?\\.json\\.gz");

    /** Empty if the key is not that of an object of dead letters. */
    static Optional<LetterObject> of(String key, long size, Instant written) {
        Matcher name = NAME.matcher(key);
        return name.matches() ? Optional.of(new LetterObject(key, name.group(1), size, written)) : Optional.empty();
    }
}
