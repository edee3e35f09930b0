package dev.caravan.cli;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists the reports. */
@Command(
        name = "list",
        description = "List the reports of the routes: when they run, and who gets them.",
        mixinStandardHelpOptions = true)
final class ReportListCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try (NamedReports reports = new NamedReports(settingsOptions, routesOptions)) {
            new ReportText(spec.commandLine().getOut(), json).reports(reports.all(), Clock.systemUTC());
            return 0;
        }
    }
}
