package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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

    /** Beyond a start of the routes with all services up. */
    private static final Duration START_PATIENCE = Duration.ofSeconds(20);

    @Mixin
    private SettingsOptions settingsOptions;

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            defaultValue = "routes",
            description = "Directory with *.yaml (default: ${DEFAULT-VALUE}).")
    private Path routes;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        Settings settings = settingsOptions.load();
        AwsClients clients = new AwsClients(AwsSettings.from(settings));
        RoutesRun run = new RoutesRun(clients::close, START_PATIENCE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> halt(run), "caravan-drain"));
        CaravanRuntime runtime = run.start(() -> CaravanRuntime.start(settings, routes, clients));
        spec.commandLine()
                .getOut()
                .println("caravan: " + runtime.context().getRoutesSize() + " routes run; Ctrl-C or SIGTERM drains");
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    /** In the shutdown hook: halting is the only way left to choose the exit code. */
    private static void halt(RoutesRun run) {
        run.stop().ifPresent(Runtime.getRuntime()::halt);
    }
}
