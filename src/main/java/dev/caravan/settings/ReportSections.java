package dev.caravan.settings;

import static dev.caravan.settings.Definition.caravan;
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
                            + " behind it.")));

    private ReportSections() {}
}
