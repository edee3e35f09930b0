package dev.caravan.report;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.Set;

/**
 * How a report looks, whoever reads it.
 *
 * @param name of the report, {@code [a-z0-9-]+}: in headers, file names and the ledger
 * @param subject of the mail
 * @param zone in which times are shown
 */
public record Presentation(
        String name, String subject, ZoneId zone, Chart chart, Set<Attachment> attachments, Limits limits) {

    public Presentation {
        if (!name.matches("[a-z0-9][a-z0-9-]*")) {
            throw new IllegalArgumentException("A report's name has a-z, 0-9 and '-' only: " + name);
        }
        requireNonNull(subject, "subject");
        requireNonNull(zone, "zone");
        requireNonNull(chart, "chart");
        attachments = Set.copyOf(attachments);
        requireNonNull(limits, "limits");
    }
}
