package dev.caravan.cli;

import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import dev.caravan.settings.UnreadKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command takes its settings from: file, environment, command line; the last one wins. */
public final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "application.properties",
            description = "Settings file (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set one key; may be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /**
     * For commands without routes; what routes alone read may stand in the file.
     *
     * @param texts that name keys
     * @throws dev.caravan.settings.SettingsException if the file cannot be used, or for a typed key that nothing reads
     */
    public Settings load(String... texts) {
        Settings below = below();
        List<String> naming = new ArrayList<>(List.of(texts));
        naming.addAll(below.asMap().keySet());
        new UnreadKeys(Settings.empty().withCommandLine(overrides), naming).require();
        return below.withCommandLine(overrides);
    }

    /**
     * For commands that run routes.
     *
     * @throws dev.caravan.settings.SettingsException if the file or a file of routes cannot be used, or for a key that
     *     nothing reads
     */
    public Settings loadFor(RoutesOptions routes) {
        Settings settings = below().with(routes.asSettings(), "--routes").withCommandLine(overrides);
        CaravanRuntime.check(settings, routes.directory(settings));
        return settings;
    }

    /** The settings file, as it was named. */
    public Path file() {
        return config;
    }

    private Settings below() {
        return Settings.empty()
                .with(SettingsFile.read(config), config.toString())
                .withEnvironment(System.getenv());
    }
}
