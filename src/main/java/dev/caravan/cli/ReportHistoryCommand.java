package dev.caravan.cli;

import dev.caravan.report.ledger.Row;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.settings.SettingsException;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what became of mails. */
@Command(
        name = "history",
        description = "Show what became of the mails of one report, or of all, newest first.",
        mixinStandardHelpOptions = true)
final class ReportHistoryCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(paramLabel = "NAME", arity = "0..1", description = "The report (default: all of them).")
    private String name;

    @Option(names = "--max", paramLabel = "N", description = "At most so many mails (default: ${DEFAULT-VALUE}).")
    private int max = 50;

    @Option(names = "--json", description = "Print a JSON object instead of a table.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (max < 1) {
            throw new SettingsException("--max is 1 or more, got " + max);
        }
        try (NamedReports reports = new NamedReports(settingsOptions, routesOptions)) {
            List<String> names = name == null
                    ? reports.all().stream().map(ReportDefinition::name).toList()
                    : List.of(reports.find(name).name());
            List<Row> rows = names.stream()
                    .flatMap(report -> reports.ledger().newest(report).limit(max))
                    .sorted(Comparator.comparing((Row row) -> row.run().scheduled())
                            .reversed())
                    .limit(max)
                    .toList();
            new ReportText(spec.commandLine().getOut(), json).history(rows);
            return 0;
        }
    }
}
