package dev.caravan.page.snapshot;

import java.time.Duration;
import java.util.Locale;

/** Figures as people say them. */
final class Words {

    private Words() {}

    /** {@code 2 s}, {@code 3 min}, {@code 4 h} or {@code 5 days}. */
    static String time(Duration time) {
        long seconds = time.toSeconds();
        if (seconds < 120) {
            return seconds + " s";
        }
        if (seconds < 7_200) {
            return seconds / 60 + " min";
        }
        return seconds < 172_800 ? seconds / 3_600 + " h" : seconds / 86_400 + " days";
    }

    /** {@code 1,240}; below 10 with a digit more. */
    static String rate(double perSecond) {
        return String.format(Locale.ROOT, perSecond > 0 && perSecond < 10 ? "%.1f" : "%,.0f", perSecond);
    }

    /** {@code 1 record}, {@code 1,240 records}. */
    static String count(long count, String thing) {
        return String.format(Locale.ROOT, "%,d %s", count, count == 1 ? thing : thing + "s");
    }
}
