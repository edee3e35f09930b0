package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.measure.Measures;
import dev.caravan.report.ledger.LedgerTable;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.ReportSettings;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.ReportDesks;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Misspelling;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The reports of a directory of routes, for a command; closing it closes its clients. */
final class NamedReports implements AutoCloseable {

    private final Settings settings;
    private final AwsClients clients;
    private final Map<String, ReportDefinition> reports = new TreeMap<>();

    /** @throws SettingsException if settings or routes cannot be used */
    NamedReports(SettingsOptions settingsOptions, RoutesOptions routes) {
        this.settings = settingsOptions.loadFor(routes);
        this.clients = new AwsClients(AwsSettings.from(settings));
        try {
            routes.made(settings, clients, () -> CaravanRuntime.reports(settings, routes.directory(settings), clients))
                    .forEach(report -> reports.put(report.name(), report));
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    /** By name. */
    List<ReportDefinition> all() {
        return List.copyOf(reports.values());
    }

    /** @throws SettingsException if there is none of that name */
    ReportDefinition find(String name) {
        ReportDefinition report = reports.get(name);
        if (report == null) {
            throw new SettingsException("There is no report " + name
                    + Misspelling.nearest(name, reports.keySet())
                            .map(near -> ": did you mean " + near + "?")
                            .orElse(
                                    reports.isEmpty()
                                            ? ": no route is made from the template report"
                                            : ": there are " + String.join(", ", reports.keySet())));
        }
        return report;
    }

    /** Of this process, which reads no source. */
    ReportDesk desk() {
        return ReportDesks.of(settings, clients, Measures.NONE, Optional::empty);
    }

    /** For those who look only. */
    LedgerTable ledger() {
        return new LedgerTable(clients.dynamoDb(), ReportSettings.from(settings).ledgerTable());
    }

    @Override
    public void close() {
        clients.close();
    }
}
