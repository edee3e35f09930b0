package dev.caravan.report.mail.page;

import dev.caravan.report.Completeness;
import dev.caravan.report.Window;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** How much of the truth a mail has, in one line. */
public final class Freshness {

    private Freshness() {}

    /** Such as {@code complete to 09:55 UTC, lag 40 s, 3 records in dead letters, 12 MB scanned}. */
    public static String line(Completeness completeness, Window window, ZoneId zone) {
        List<String> parts = new ArrayList<>();
        parts.add(completeness
                .completeTo()
                .map(instant -> "complete to " + Times.moment(instant, window, zone))
                .orElse("completeness unknown"));
        completeness.lag().ifPresent(lag -> parts.add("lag " + Shown.duration(lag)));
        completeness
                .deadLetters()
                .ifPresentOrElse(
                        count -> parts.add(Shown.count(count, "record") + " in dead letters"),
                        () -> parts.add("dead letters not counted"));
        parts.add(Shown.bytes(completeness.scannedBytes()) + " scanned");
        return String.join(", ", parts);
    }
}
