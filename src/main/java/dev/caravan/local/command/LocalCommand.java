package dev.caravan.local.command;

import dev.caravan.cli.StopSignal;
import dev.caravan.local.LocalServices;
import dev.caravan.local.LocalSettings;
import dev.caravan.local.StartedService;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the embedded services alone, for any client. */
@Command(
        name = "local",
        description = "Start the embedded services alone and print the environment that uses them; until Ctrl-C.",
        mixinStandardHelpOptions = true)
public final class LocalCommand implements Callable<Integer> {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "caravan-data",
            description = "Where the services keep their data (default: ${DEFAULT-VALUE}).")
    private Path data;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        RunningLocal local = new RunningLocal();
        return StopSignal.during(
                "caravan-local-stop",
                progress,
                () -> {
                    local.start(
                                    LocalSettings.in(data),
                                    started -> progress.printf(
                                            "  %-10s %-30s %6d ms%n",
                                            started.service(), started.endpoint(), started.millis()))
                            .environment()
                            .forEach((name, value) -> out.println("export " + name + "=" + value));
                    out.flush();
                    new CountDownLatch(1).await();
                    return 0;
                },
                local::stop);
    }

    /** A stop waits for the start under way, which ends within its own limit. */
    private static final class RunningLocal {

        private LocalServices services;

        synchronized LocalServices start(LocalSettings settings, Consumer<StartedService> progress) {
            services = LocalServices.start(settings, progress);
            return services;
        }

        synchronized int stop() {
            if (services != null) {
                services.close();
            }
            return 0;
        }
    }
}
