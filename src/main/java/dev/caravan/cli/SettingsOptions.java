package dev.caravan.cli;

import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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

    /** @throws dev.caravan.settings.SettingsException if the file cannot be used */
    public Settings load() {
        return Settings.empty()
                .with(SettingsFile.read(config), config.toString())
                .withEnvironment(System.getenv())
                .with(overrides, "--set");
    }
}
