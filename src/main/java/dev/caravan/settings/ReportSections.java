package dev.caravan.settings;

import static dev.caravan.settings.Definition.caravan;
import static dev.caravan.settings.Definition.route;
import static dev.caravan.settings.ValueType.TEXT;

import java.util.List;

/** Keys about reports. */
final class ReportSections {

    static final List<Section> ALL = List.of(Section.of(
            "Reports",
            "",
            caravan(
                    "reports.ledger-table",
                    TEXT,
                    "",
                    "DynamoDB table with what became of each mail; nothing for setup.deployment's value with -reports"
                            + " behind it."),
            route(
                    "reports.recipients",
                    TEXT,
                    "you@example.com",
                    "Mail addresses that get the shipped reports, separated by commas."),
            route("reports.owner", TEXT, "you@example.com", "Who is told when a shipped report fails."),
            route("reports.zone", TEXT, "UTC", "Time zone of the shipped reports, for example Europe/Berlin."),
            route("reports.cron", TEXT, "0 6 * * *", "When actions-by-day is mailed: minute hour day month weekday."),
            route("reports.health-cron", TEXT, "30 6 * * *", "When pipeline-health is mailed.")));

    private ReportSections() {}
}
