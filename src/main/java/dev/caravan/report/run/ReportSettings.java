package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Settings;

/**
 * {@code reports.*}.
 *
 * @param ledgerTable DynamoDB table with what became of each mail
 */
public record ReportSettings(String ledgerTable) {

    private static final String TABLE = "reports.ledger-table";

    public ReportSettings {
        requireNonNull(ledgerTable, "ledgerTable");
    }

    public static ReportSettings from(Settings settings) {
        return new ReportSettings(settings.find(TABLE)
                .orElseGet(() -> settings.find("setup.deployment").orElse("caravan") + "-reports"));
    }
}
