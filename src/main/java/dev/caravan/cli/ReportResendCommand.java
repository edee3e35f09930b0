package dev.caravan.cli;

import dev.caravan.failure.Abandonment;
import dev.caravan.report.ledger.Delivery;
import dev.caravan.report.ledger.Row;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.run.Drafting;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.ReportRun;
import dev.caravan.settings.SettingsException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends mails of the last run again that were not sent, or of which nobody knows. */
@Command(
        name = "resend",
        description =
                "Send the mails of a report's newest run with such mails again, to those who did not get them: the same"
                        + " window, asked anew. Exit code 1 unless all are sent now.",
        mixinStandardHelpOptions = true)
final class ReportResendCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(paramLabel = "NAME", description = "The report.")
    private String name;

    @Option(names = "--failed", description = "Mails that were certainly not sent.")
    private boolean failed;

    @Option(
            names = "--uncertain",
            description = "Mails of which nobody knows: whoever got one gets it twice, with the same Message-ID.")
    private boolean uncertain;

    @Option(names = "--json", description = "Print a JSON object instead of lines.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!failed && !uncertain) {
            throw new SettingsException("Say which mails are to be sent again: --failed, --uncertain, or both");
        }
        Abandonment stopped = new Abandonment();
        try (NamedReports reports = new NamedReports(settingsOptions, routesOptions)) {
            return StopSignal.during(
                    "report: stopping; what is not sent is not sent",
                    spec.commandLine().getErr(),
                    () -> resend(reports, stopped),
                    () -> {
                        stopped.abandon();
                        return 1;
                    });
        }
    }

    private int resend(NamedReports reports, Abandonment stopped) {
        ReportDefinition report = reports.find(name);
        ReportDesk desk = reports.desk();
        Optional<RunKey> run = desk.ledger()
                .table()
                .newest(name)
                .filter(this::isAsked)
                .map(Row::run)
                .findFirst();
        if (run.isEmpty()) {
            spec.commandLine().getOut().println("There is no such mail of report " + name);
            return 0;
        }
        List<Row> claimed = desk.ledger()
                .table()
                .newest(name)
                .dropWhile(row -> !row.run().equals(run.get()))
                .takeWhile(row -> row.run().scheduled().equals(run.get().scheduled()))
                .filter(row -> row.run().equals(run.get()) && isAsked(row))
                .flatMap(row -> desk.ledger().reclaim(row).stream())
                .toList();
        if (claimed.isEmpty()) {
            throw new IllegalStateException("Somebody else is at work on the mails of report " + name + " of "
                    + run.get().scheduled() + ": see report history " + name);
        }
        Drafting drafting =
                new Drafting(desk, report, Map.of(), "again " + claimed.get(0).updated());
        return new ReportText(spec.commandLine().getOut(), json)
                .outcome(new ReportRun(desk, report).again(claimed, drafting, stopped));
    }

    private boolean isAsked(Row row) {
        return row.isReport()
                && ((failed && row.delivery() instanceof Delivery.Failed)
                        || (uncertain && row.delivery() instanceof Delivery.Uncertain));
    }
}
