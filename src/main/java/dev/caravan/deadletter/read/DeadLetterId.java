package dev.caravan.deadletter.read;

import dev.caravan.record.SourceRecord;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Names one dead letter for people: {@code YYYYMMDD-xxxxxxxxxxxx}, made of source, lineage, route, partition and
 * position, so that it stays the same wherever its object is copied to. It begins with the day of arrival, so that one
 * day has to be read to find it.
 */
public record DeadLetterId(String text) {

    private static final Pattern TEXT = Pattern.compile(ShortName.PATTERN);

    /** @throws IllegalArgumentException if the text is not an id */
    public DeadLetterId {
        if (!isId(text)) {
            throw new IllegalArgumentException("An id of a dead letter looks like 20250119-abcdefghijkl, got " + text
                    + ": dead-letters list prints them");
        }
    }

    static DeadLetterId of(String source, String lineage, String route, String partition, SourceRecord record) {
        return new DeadLetterId(ShortName.of(
                record.arrivalTime(),
                source,
                lineage,
                route,
                partition,
                record.position().text()));
    }

    static boolean isId(String text) {
        return TEXT.matcher(text).matches();
    }

    /** The day of arrival; empty where that is not a day between 1970 and 9999, or the id was made up. */
    Optional<String> day() {
        String day = text.substring(0, ShortName.NO_DAY.length());
        try {
            return Optional.of(
                    LocalDate.parse(day, DateTimeFormatter.BASIC_ISO_DATE).toString());
        } catch (java.time.format.DateTimeParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
