package dev.caravan.cli;

import dev.caravan.aws.AwsClients;
import dev.caravan.check.Checks;
import dev.caravan.check.Finding;
import dev.caravan.routes.RouteFolder;
import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.usage.Use;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Which routes a command runs. They find the files beside them, such as schemas, by {@code {{routes.directory}}}. */
public final class RoutesOptions {

    private static final String DIRECTORY = "routes.directory";

    @Option(
            names = "--routes",
            paramLabel = "DIR",
            description = "Directory with *.yaml (default: the setting " + DIRECTORY + ").")
    private Path routes;

    /** What the option says of the settings, between those of the file and those that were typed one by one. */
    Map<String, String> asSettings() {
        return routes == null ? Map.of() : Map.of(DIRECTORY, "file:" + routes);
    }

    public Path directory(Settings settings) {
        return routes != null
                ? routes
                : Path.of(settings.find(DIRECTORY).orElse("routes").replaceFirst("^file:(//)?", ""));
    }

    /** Ids of the secrets of a vault that the files of routes name. */
    Set<String> secrets(Settings settings) {
        return new RouteFolder(directory(settings), settings).read().secrets();
    }

    /**
     * What the routes use outside of the process.
     *
     * @throws SettingsException as {@link #made}
     */
    List<Use> uses(Settings settings, AwsClients clients) {
        return made(settings, clients, () -> CaravanRuntime.uses(settings, directory(settings), clients));
    }

    /**
     * Makes the routes; if that fails, says all that is wrong with them in the words of {@code check}, each with its file
     * and line, rather than what happened to be met first.
     *
     * @throws SettingsException with all of it, or as it was thrown if a check finds nothing
     */
    <T> T made(Settings settings, AwsClients clients, Supplier<T> making) {
        try {
            return making.get();
        } catch (SettingsException e) {
            SettingsException.throwIfAny(Checks.problems(settings, directory(settings), clients).stream()
                    .map(Finding::problem)
                    .toList());
            throw e;
        }
    }
}
