package dev.caravan.local.command;

import dev.caravan.cli.StopSignal;
import dev.caravan.local.LocalService;
import dev.caravan.local.LocalServices;
import dev.caravan.local.LocalSettings;
import dev.caravan.local.StartedService;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.settings.SettingsException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
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

    @Option(
            names = "--port",
            paramLabel = "SERVICE=PORT",
            description = "A fixed port instead of a free one; may be given several times: ${COMPLETION-CANDIDATES}.")
    private Map<LocalService, Integer> ports = new EnumMap<>(LocalService.class);

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        LocalSettings settings = settings();
        RunningLocal local = new RunningLocal();
        return StopSignal.during(
                "local: stopping the services",
                progress,
                () -> {
                    local.start(
                                    settings,
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

    /** Taken ports are told before anything starts. */
    private LocalSettings settings() {
        LocalSettings settings = LocalSettings.in(data);
        try {
            for (Map.Entry<LocalService, Integer> wanted : ports.entrySet()) {
                settings = settings.withPort(wanted.getKey(), wanted.getValue());
            }
        } catch (IllegalArgumentException e) {
            throw new SettingsException("--port: " + e.getMessage());
        }
        if (Set.copyOf(ports.values()).size() < ports.size()) {
            throw new SettingsException("--port: each service needs a port of its own, got " + ports);
        }
        try {
            ports.forEach((service, port) -> LoopbackPort.requireFree(service.toString(), port));
        } catch (LocalStartException e) {
            throw new SettingsException("--port: " + e.getMessage());
        }
        return settings;
    }

    /** A stop gives up the start under way. */
    private static final class RunningLocal {

        private final Thread starting = Thread.currentThread();
        private LocalServices services;

        synchronized LocalServices start(LocalSettings settings, Consumer<StartedService> progress) {
            services = LocalServices.start(settings, progress);
            return services;
        }

        int stop() {
            starting.interrupt();
            synchronized (this) {
                if (services != null) {
                    services.close();
                }
            }
            return 0;
        }
    }
}
