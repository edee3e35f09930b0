package dev.caravan.local.demo;

import static java.util.Objects.requireNonNull;

import dev.caravan.aws.AwsClients;
import dev.caravan.provision.Provisioning;
import dev.caravan.provision.Row;
import dev.caravan.provision.resource.Deployment;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Makes what the routes need as {@code setup} does, unless it is there already from an earlier run. */
final class DemoSetup {

    private final AwsClients clients;
    private final Settings settings;
    private final Path routes;

    DemoSetup(AwsClients clients, Settings settings, Path routes) {
        this.clients = requireNonNull(clients, "clients");
        this.settings = requireNonNull(settings, "settings");
        this.routes = requireNonNull(routes, "routes");
    }

    /** @throws IllegalStateException naming all that could not be made */
    void run(Consumer<String> progress) {
        Deployment deployment = Deployment.of(CaravanRuntime.uses(settings, routes, clients), settings);
        try (Provisioning provisioning = new Provisioning(deployment, settings, clients)) {
            List<Row> failed = provisioning.setup(progress, row -> {}).stream()
                    .filter(Row::isFailure)
                    .toList();
            if (!failed.isEmpty()) {
                throw new IllegalStateException(failed.stream()
                        .flatMap(row -> row.details().stream())
                        .collect(Collectors.joining(System.lineSeparator())));
            }
        }
    }
}
