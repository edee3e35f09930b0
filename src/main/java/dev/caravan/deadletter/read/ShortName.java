package dev.caravan.deadletter.read;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * {@code YYYYMMDD-xxxxxxxxxxxx}: the day of arrival (UTC) and 60 bits of a SHA-256 in Base32 (RFC 4648, lower case), so
 * that a million records of one day share none with a probability of one in a million. A day outside the years 1970 to
 * 9999 is {@code 00000000}.
 */
final class ShortName {

    static final String PATTERN = "\\d{8}-[a-z2-7]{12}";
    static final String NO_DAY = "00000000";

    private static final int CHARACTERS = 12;
    private static final int BITS = 5;
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuuMMdd", Locale.ROOT);
    private static final Instant YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z");

    private ShortName() {}

    static String of(Instant arrival, String... parts) {
        StringBuilder name = new StringBuilder(day(arrival)).append('-');
        long bits = digest(parts);
        for (int i = 1; i <= CHARACTERS; i++) {
            name.append(ALPHABET.charAt((int) (bits >>> (Long.SIZE - i * BITS)) & 0x1f));
        }
        return name.toString();
    }

    static boolean isDay(Instant arrival) {
        return !arrival.isBefore(Instant.EPOCH) && arrival.isBefore(YEAR_10000);
    }

    private static String day(Instant arrival) {
        return isDay(arrival) ? DAY.format(LocalDate.ofInstant(arrival, ZoneOffset.UTC)) : NO_DAY;
    }

    private static long digest(String... parts) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                sha.update(part.getBytes(StandardCharsets.UTF_8));
                sha.update((byte) 0);
            }
            return ByteBuffer.wrap(sha.digest()).getLong();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
