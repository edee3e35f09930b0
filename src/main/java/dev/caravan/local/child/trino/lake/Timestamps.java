package dev.caravan.local.child.trino.lake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** Texts that a timestamp column accepts; the value is microseconds since 1970 in UTC, cut to milliseconds. */
final class Timestamps {
    /** {@code 2025-01-19 12:00:00.123} or with T, the time and the offset optional. */
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("[' ']['T']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .appendPattern("[' '][XXX][XX]")
            .optionalEnd()
            .toFormatter();

    /** A whole number with at least so many digits is milliseconds, a shorter one seconds. */
    private static final int DIGITS_OF_MILLIS = 13;

    private Timestamps() {}

    /** @throws DateTimeException if the text is no timestamp */
    static long parse(String text) {
        if (text.matches("[-+]?\\d+")) {
            long number = Long.parseLong(text);
            return Math.multiplyExact(number, text.length() >= DIGITS_OF_MILLIS ? 1_000L : 1_000_000L);
        }
        if (text.matches("[-+]?\\d+\\.\\d+")) {
            return new BigDecimal(text).movePointRight(3).longValue() * 1_000L;
        }
        TemporalAccessor parsed = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
        OffsetDateTime time;
        if (parsed instanceof OffsetDateTime withOffset) {
            time = withOffset;
        } else if (parsed instanceof LocalDateTime local) {
            time = local.atOffset(ZoneOffset.UTC);
        } else {
            time = ((LocalDate) parsed).atStartOfDay().atOffset(ZoneOffset.UTC);
        }
        return time.toInstant().toEpochMilli() * 1_000L;
    }
}
