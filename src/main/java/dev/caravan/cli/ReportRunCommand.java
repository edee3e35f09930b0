package dev.caravan.cli;

import dev.caravan.failure.Abandonment;
import dev.caravan.report.Window;
import dev.caravan.report.ledger.RunKey;
import dev.caravan.report.run.Addresses;
import dev.caravan.report.run.Drafting;
import dev.caravan.report.run.DueRuns;
import dev.caravan.report.run.ReportDefinition;
import dev.caravan.report.run.ReportDesk;
import dev.caravan.report.run.ReportRun;
import dev.caravan.report.run.RunOutcome;
import dev.caravan.settings.SettingsException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Runs one report now. */
@Command(
        name = "run",
        description =
                "Run a report now and mail it. The ledger has it as a run by hand, which changes nothing of the report's"
                        + " schedule. Exit code 1 unless every mail was sent, or the report is not to be sent.",
        mixinStandardHelpOptions = true)
final class ReportRunCommand implements Callable<Integer> {

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routesOptions;

    @Parameters(paramLabel = "NAME", description = "The report.")
    private String name;

    @Option(
            names = "--to",
            paramLabel = "ADDRESS",
            description = "Mail it to these addresses, separated by commas, instead of the report's recipients.")
    private String to;

    @Option(names = "--from", paramLabel = "TIME", description = "Where the window begins, as 2026-03-01T06:00:00Z.")
    private String from;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description =
                    "Where the window ends (default: now). Without --from it is as long as from one fire time to the"
                            + " next.")
    private String until;

    @Option(
            names = "--param",
            paramLabel = "NAME=VALUE",
            description = "Another than the first of the values that a parameter may have; may be given several times.")
    private Map<String, String> chosen = new LinkedHashMap<>();

    @Option(
            names = "--dry-run",
            description =
                    "Run the query and write the mails into the directory of -o as .eml files; nothing is sent, and"
                            + " the ledger is not asked.")
    private boolean dryRun;

    @Option(names = "-o", paramLabel = "DIR", description = "Where --dry-run writes (default: ${DEFAULT-VALUE}).")
    private Path directory = Path.of(".");

    @Option(names = "--json", description = "Print a JSON object instead of lines.")
    private boolean json;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Abandonment stopped = new Abandonment();
        try (NamedReports reports = new NamedReports(settingsOptions, routesOptions)) {
            return StopSignal.during(
                    "report: stopping; what is not sent is not sent",
                    spec.commandLine().getErr(),
                    () -> run(reports, stopped),
                    () -> {
                        stopped.abandon();
                        return 1;
                    });
        }
    }

    private int run(NamedReports reports, Abandonment stopped) throws Exception {
        ReportDefinition report = reports.find(name);
        List<String> recipients = recipients(report);
        ReportDesk desk = reports.desk();
        Instant now = desk.clock().instant().truncatedTo(ChronoUnit.SECONDS);
        Window window = window(new DueRuns(report, desk.ledger(), desk.clock()), now);
        RunKey run = new RunKey(report.name(), now, true);
        Drafting drafting = drafting(desk, report);
        ReportText text = new ReportText(spec.commandLine().getOut(), json);
        if (dryRun) {
            return text.written(new DryRun(desk, drafting, directory).run(run, window, recipients, stopped));
        }
        RunOutcome outcome = new ReportRun(desk, report).run(run, window, recipients, drafting, stopped);
        return text.outcome(outcome);
    }

    private List<String> recipients(ReportDefinition report) {
        try {
            return to == null ? report.recipients() : Addresses.parse("--to", to);
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private Drafting drafting(ReportDesk desk, ReportDefinition report) {
        try {
            report.requireChoices(chosen);
            return new Drafting(desk, report, chosen, "by hand");
        } catch (IllegalArgumentException e) {
            throw new SettingsException(e.getMessage());
        }
    }

    private Window window(DueRuns due, Instant now) {
        Instant end = until == null ? now : time("--until", until);
        if (from == null) {
            return due.windowUpTo(end);
        }
        Instant begin = time("--from", from);
        if (!begin.isBefore(end)) {
            throw new SettingsException(
                    "The window from " + begin + " to " + end + " is empty: --from is before --until");
        }
        return new Window(begin, end);
    }

    private static Instant time(String option, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new SettingsException(option + " " + text + " is no time: write it as 2026-03-01T06:00:00Z");
        }
    }
}
