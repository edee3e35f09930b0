package dev.caravan.report.mail.page;

import dev.caravan.report.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Times in the report's zone, always with its name. */
public final class Times {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter ZONE = DateTimeFormatter.ofPattern("zzz", Locale.ENGLISH);

    private Times() {}

    /** A day by its date, everything else from minute to minute. */
    public static String window(Window window, ZoneId zone) {
        ZonedDateTime from = window.from().atZone(zone);
        ZonedDateTime to = window.to().atZone(zone);
        if (isMidnight(from) && isMidnight(to)) {
            LocalDate last = to.toLocalDate().minusDays(1);
            String days = from.toLocalDate().equals(last) ? "" : " to " + DAY.format(last);
            return DAY.format(from) + days + ", " + zone(to);
        }
        boolean sameDay = from.toLocalDate().equals(to.toLocalDate());
        String end = (sameDay ? "" : DAY.format(to) + " ") + MINUTE.format(to);
        String zoneOfStart = zone(from).equals(zone(to)) ? "" : " " + zone(from);
        return DAY.format(from) + " " + MINUTE.format(from) + zoneOfStart + " to " + end + " " + zone(to);
    }

    private static boolean isMidnight(ZonedDateTime time) {
        return time.toLocalTime().equals(LocalTime.MIDNIGHT);
    }

    /** With the date where it is not the last day of the window. */
    static String moment(Instant instant, Window window, ZoneId zone) {
        ZonedDateTime time = instant.atZone(zone);
        LocalDate lastDay = window.to().minusNanos(1).atZone(zone).toLocalDate();
        String day = time.toLocalDate().equals(lastDay) ? "" : DAY.format(time) + " ";
        return day + MINUTE.format(time) + " " + zone(time);
    }

    /** {@code Z} and offsets of nothing are UTC. */
    private static String zone(ZonedDateTime time) {
        return time.getZone().normalized().equals(ZoneOffset.UTC) ? "UTC" : ZONE.format(time);
    }
}
