package dev.caravan.local.command;

import dev.caravan.local.LocalServices;
import dev.caravan.local.LocalSettings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
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
        LocalServices services = LocalServices.start(
                LocalSettings.in(data),
                started -> progress.printf(
                        "  %-10s %-30s %6d ms%n", started.service(), started.endpoint(), started.millis()));
        Runtime.getRuntime().addShutdownHook(new Thread(services::close, "caravan-local-stop"));
        services.environment().forEach((name, value) -> out.println("export " + name + "=" + value));
        out.flush();
        new CountDownLatch(1).await();
        return 0;
    }
}
