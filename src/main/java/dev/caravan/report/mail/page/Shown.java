package dev.caravan.report.mail.page;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Values as readers see them. */
final class Shown {

    private static final Pattern STEERING =
            Pattern.compile("[\\p{Cc}\\p{Cs}\\u202A-\\u202E\\u2066-\\u2069\\u2028\\u2029]+");
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,30}(\\.\\d{1,20})?");
    private static final long KILO = 1000;

    private Shown() {}

    /** One line of so many characters at most, nothing of which steers what shows it. */
    static String cut(String text, int max) {
        // A cell may have megabytes, of which the first hundred are looked at.
        String start = text.length() > 4 * max ? text.substring(0, 4 * max) : text;
        String plain = STEERING.matcher(start).replaceAll(" ").strip();
        return plain.codePointCount(0, plain.length()) <= max && start.length() == text.length()
                ? plain
                : plain.substring(
                                0,
                                plain.offsetByCodePoints(0, Math.min(max - 1, plain.codePointCount(0, plain.length()))))
                        + "…";
    }

    /** With commas between thousands; a text that is no plain number stays as it is. */
    static String number(String text) {
        return PLAIN_NUMBER.matcher(text).matches() ? number(new BigDecimal(text)) : text;
    }

    static String number(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(Math.max(0, number.scale()));
        return format.format(number);
    }

    /** Such as {@code 1 row} or {@code 2,000 rows}. */
    static String count(long count, String one) {
        return number(BigDecimal.valueOf(count)) + " " + one + (count == 1 ? "" : "s");
    }

    /** In decimal units, as Amazon counts. */
    static String bytes(long bytes) {
        if (bytes < KILO) {
            return count(bytes, "byte");
        }
        double size = bytes;
        String unit = "";
        for (String next : new String[] {"kB", "MB", "GB", "TB"}) {
            if (size >= KILO) {
                size /= KILO;
                unit = next;
            }
        }
        return String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, unit);
    }

    static String duration(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < Duration.ofHours(2).toSeconds()) {
            return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
        }
        return duration.toHours() + " h " + duration.toMinutesPart() + " min";
    }
}
