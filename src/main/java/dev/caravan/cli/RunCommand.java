package dev.caravan.cli;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.check.Checks;
import dev.caravan.check.Finding;
import dev.caravan.observe.FirstReads;
import dev.caravan.observe.LogFormat;
import dev.caravan.observe.Metrics;
import dev.caravan.observe.ProcessAge;
import dev.caravan.observe.StartScreen;
import dev.caravan.routes.ReloadMode;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.ManagementPort;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.EffectiveSettings;
import dev.caravan.settings.Profiles;
import dev.caravan.settings.Settings;
import dev.caravan.usage.Use;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the routes until the process is told to stop. */
@Command(
        name = "run",
        description = "Run the routes of the working directory until SIGTERM or Ctrl-C, then drain.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** Beyond a start of the routes with all services up. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private SettingsOptions settingsOptions;

    @Mixin
    private RoutesOptions routes;

    @Option(
            names = "--dry-run",
            description =
                    "Do everything up to the start: read settings, make routes, ask for the places that they write"
                            + " to. Then print the start-up screen and exit; nothing is read.")
    private boolean dryRun;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = settingsOptions.loadFor(routes);
        LogFormat.of(settings).apply();
        // A line each: the log writes line feeds out.
        EffectiveSettings.of(settings).text().lines().forEach(line -> LOG.info("{}", line));
        AwsAccess access = AwsSettings.from(settings);
        return dryRun ? rehearse(settings, access) : run(settings, access);
    }

    private int rehearse(Settings settings, AwsAccess access) {
        try (AwsClients clients = new AwsClients(access)) {
            List<Use> uses = routes.made(
                    settings, clients, () -> CaravanRuntime.rehearse(settings, routes.directory(settings), clients));
            show(settings, access, uses, "dry run: nothing was started or read");
        }
        return 0;
    }

    private int run(Settings settings, AwsAccess access) throws Exception {
        Metrics metrics = new Metrics();
        AwsClients clients = new AwsClients(access, metrics.measures());
        RoutesRun run = new RoutesRun(clients::close, START_PATIENCE);
        return StopSignal.during(
                "caravan: stopping; what is buffered is written and acknowledged first",
                spec.commandLine().getErr(),
                () -> {
                    CaravanRuntime runtime =
                            run.start(() -> routes.made(settings, clients, () -> start(settings, clients, metrics)));
                    show(settings, access, runtime.uses(), started());
                    FirstReads.watch(runtime.sourcesByRoute(), System::nanoTime);
                    new CountDownLatch(1).await();
                    return 0;
                },
                run::stop);
    }

    private CaravanRuntime start(Settings settings, AwsClients clients, Metrics metrics) {
        Path directory = routes.directory(settings);
        return switch (ReloadMode.from(settings, System.getenv())) {
            case OFF -> CaravanRuntime.start(settings, directory, clients, metrics);
            case LIVE ->
                CaravanRuntime.startLive(
                        settings,
                        directory,
                        clients,
                        metrics,
                        edited -> Checks.problems(settings, edited, clients).stream()
                                .map(Finding::toString)
                                .toList(),
                        Clock.systemUTC());
        };
    }

    private static String started() {
        return ProcessAge.text(Clock.systemUTC())
                + "; taking partitions and leases takes longer, and the log says when it is done"
                + System.lineSeparator()
                + "stop with Ctrl-C or SIGTERM: what is buffered is written and acknowledged first";
    }

    private void show(Settings settings, AwsAccess access, List<Use> uses, String last) {
        PrintWriter out = spec.commandLine().getOut();
        new StartScreen(
                        settingsOptions.file().toString(),
                        settings.find(Profiles.KEY),
                        routes.directory(settings).toString(),
                        uses,
                        access,
                        System.getenv(),
                        ManagementPort.from(settings).map(ManagementPort::url),
                        settings.find("tracing.endpoint"))
                .print(out);
        out.println(last);
        out.flush();
    }
}
