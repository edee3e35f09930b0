package dev.caravan.check;

import dev.caravan.aws.AwsAccess;
import dev.caravan.aws.AwsClients;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A folder of routes, and what is found in it; places are told without the folder. No service is asked. */
final class CheckedFolder implements AutoCloseable {

    /** Nobody listens there: what asks would fail. */
    static final Map<String, String> NOWHERE = Map.of("camel.component.kafka-batch.brokers", "127.0.0.1:1");

    private final Path directory;
    private final AwsClients clients =
            new AwsClients(new AwsAccess(SharedServices.REGION, Map.of(), SharedServices.credentialsProvider()));
    private Settings settings;

    CheckedFolder(Path directory) {
        this.directory = directory;
        bare();
    }

    CheckedFolder with(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
        return this;
    }

    CheckedFolder set(String key, String value) {
        settings = settings.with(Map.of(key, value), "the test");
        return this;
    }

    /** Without what was set before. */
    CheckedFolder bare() {
        settings = Settings.empty().with(NOWHERE, "the test");
        return this;
    }

    /** Each as {@code FILE:LINE: MESSAGE}. */
    List<String> findings() {
        return Checks.findings(settings, directory, clients).stream()
                .map(finding -> finding.toString().replace(directory + "/", ""))
                .toList();
    }

    List<Finding> problems() {
        return Checks.problems(settings, directory, clients);
    }

    /** Runs the routes. */
    CaravanRuntime start() {
        return CaravanRuntime.start(settings, directory, clients);
    }

    List<Explanation> explanations(Load load) {
        return Checks.report(settings, directory, clients, Optional.of(load)).explanations();
    }

    @Override
    public void close() {
        clients.close();
    }
}
