package dev.caravan.cli;

import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.Map;
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
}
