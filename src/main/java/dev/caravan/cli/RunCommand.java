package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.routes.ReloadMode;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.EffectiveSettings;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
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

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = settingsOptions.loadFor(routes);
        LOG.info(
                "Settings:{}{}",
                System.lineSeparator(),
                EffectiveSettings.of(settings).text());
        AwsClients clients = new AwsClients(AwsSettings.from(settings));
        RoutesRun run = new RoutesRun(clients::close, START_PATIENCE);
        return StopSignal.during(
                "caravan: stopping; what is buffered is written and acknowledged first",
                spec.commandLine().getErr(),
                () -> {
                    say(run.start(() -> start(settings, clients)));
                    new CountDownLatch(1).await();
                    return 0;
                },
                run::stop);
    }

    private CaravanRuntime start(Settings settings, AwsClients clients) {
        Path directory = routes.directory(settings);
        return switch (ReloadMode.from(settings, System.getenv())) {
            case OFF -> CaravanRuntime.start(settings, directory, clients);
            case LIVE ->
                CaravanRuntime.startLive(
                        settings, directory, clients, edited -> problems(settings, edited), Clock.systemUTC());
        };
    }

    private static List<String> problems(Settings settings, Path routes) {
        try {
            CaravanRuntime.check(settings, routes);
            return List.of();
        } catch (SettingsException e) {
            return e.getMessage().lines().toList();
        }
    }

    private void say(CaravanRuntime runtime) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("caravan: " + runtime.context().getRoutesSize() + " routes run; Ctrl-C or SIGTERM drains");
        out.flush();
    }
}
