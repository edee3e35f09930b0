package dev.caravan.local.child.trino.lake;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;

/** Texts that a timestamp column accepts; the value is microseconds since 1970 in UTC, cut to milliseconds. */
final class Timestamps {
    /** {@code 2025-01-19 12:00:00.123}, the fraction of up to nine digits optional. */
    private static final DateTimeFormatter HIVE = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendPattern(" HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
            .toFormatter();

    /** {@code 2025-01-19T12:00:00.123+02:00}, the offset also {@code +0200} or {@code Z}. */
    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[XXX][XX]")
            .toFormatter();

    /** A whole number with at least so many digits is milliseconds, a shorter one seconds. */
    private static final int DIGITS_OF_MILLIS = 13;

    private Timestamps() {}

    /**
     * As Hive writes timestamps.
     *
     * @throws DateTimeException if the text is no timestamp
     */
    static long parseHive(String text) {
        return micros(LocalDateTime.parse(text, HIVE).toInstant(ZoneOffset.UTC));
    }

    /**
     * As the OpenX SerDe reads them: Hive's form, ISO 8601 with an offset, and seconds or milliseconds since 1970.
     *
     * @throws DateTimeException if the text is no timestamp
     */
    static long parseOpenx(String text) {
        if (text.matches("[-+]?\\d+")) {
            long number = Long.parseLong(text);
            return Math.multiplyExact(number, text.length() >= DIGITS_OF_MILLIS ? 1_000L : 1_000_000L);
        }
        if (text.matches("[-+]?\\d+\\.\\d+")) {
            return new BigDecimal(text).movePointRight(3).longValue() * 1_000L;
        }
        return text.indexOf('T') < 0
                ? parseHive(text)
                : micros(OffsetDateTime.parse(text, ISO).toInstant());
    }

    private static long micros(Instant time) {
        return Math.multiplyExact(time.toEpochMilli(), 1_000L);
    }
}
