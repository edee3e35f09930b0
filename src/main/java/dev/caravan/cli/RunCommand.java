package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.AwsSettings;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
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
        CaravanRuntime runtime = start(settings, clients);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> drain(runtime, clients), "caravan-drain"));
        spec.commandLine()
                .getOut()
                .println("caravan: " + runtime.context().getRoutesSize() + " routes run; Ctrl-C or SIGTERM drains");
        spec.commandLine().getOut().flush();
        new CountDownLatch(1).await();
        return 0;
    }

    private CaravanRuntime start(Settings settings, AwsClients clients) {
        try {
            return CaravanRuntime.start(settings, routes, clients);
        } catch (RuntimeException e) {
            clients.close();
            throw e;
        }
    }

    /** In the shutdown hook: halting is the only way left to choose the exit code. */
    private static void drain(CaravanRuntime runtime, AwsClients clients) {
        boolean drained = runtime.stop();
        clients.close();
        Runtime.getRuntime().halt(drained ? 0 : 1);
    }
}
