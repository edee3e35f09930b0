package dev.caravan.routes;

import static org.awaitility.Awaitility.await;

import dev.caravan.aws.AwsClients;
import dev.caravan.check.Checks;
import dev.caravan.check.Finding;
import dev.caravan.observe.Metrics;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.apache.camel.Consumer;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckRegistry;

/** Routes of a directory that run, are edited by a test, and say what came of it. */
final class EditableRoutes implements AutoCloseable {

    private static final Duration LONG = Duration.ofSeconds(60);

    private final Path directory;
    private CaravanRuntime runtime;

    EditableRoutes(Path directory) {
        this.directory = directory;
    }

    EditableRoutes start(Settings settings, AwsClients clients, Clock clock) {
        runtime = CaravanRuntime.startLive(
                settings, directory, clients, new Metrics(), routes -> problems(settings, routes), clock);
        return this;
    }

    /** As {@code run} does: edits are checked as a whole first. */
    EditableRoutes startChecked(Settings settings, AwsClients clients) {
        runtime = CaravanRuntime.startLive(
                settings,
                directory,
                clients,
                new Metrics(),
                routes -> Checks.problems(settings, routes, clients).stream()
                        .map(Finding::toString)
                        .toList(),
                Clock.systemUTC());
        return this;
    }

    private static List<String> problems(Settings settings, Path routes) {
        try {
            CaravanRuntime.check(settings, routes);
            return List.of();
        } catch (SettingsException e) {
            return e.getMessage().lines().toList();
        }
    }

    Path write(String file, String text) throws IOException {
        return Files.writeString(directory.resolve(file), text);
    }

    void delete(String file) throws IOException {
        Files.delete(directory.resolve(file));
    }

    CaravanRuntime runtime() {
        return runtime;
    }

    RouteReload reload() {
        return runtime.reload().orElseThrow();
    }

    ReloadStatus.Applied awaitApplied(long count) {
        await().atMost(LONG).until(() -> reload().applied() + reload().refused() >= count);
        await().until(() -> reload().status() instanceof ReloadStatus.Applied);
        return (ReloadStatus.Applied) reload().status();
    }

    ReloadStatus.Refused awaitRefused(long count) {
        await().atMost(LONG).until(() -> reload().refused() >= count);
        return (ReloadStatus.Refused) reload().status();
    }

    Consumer consumer(String route) {
        return runtime.context().getRoute(route).getConsumer();
    }

    String ask(String endpoint) {
        return runtime.context().createProducerTemplate().requestBody(endpoint, "", String.class);
    }

    HealthCheck.Result health() {
        return HealthCheckRegistry.get(runtime.context())
                .getCheck("routes-reload")
                .orElseThrow()
                .call();
    }

    @Override
    public void close() {
        if (runtime != null) {
            runtime.close();
        }
    }
}
