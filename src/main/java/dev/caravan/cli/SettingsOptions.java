package dev.caravan.cli;

import dev.caravan.runtime.CaravanRuntime;
import dev.caravan.runtime.Vault;
import dev.caravan.settings.Problem;
import dev.caravan.settings.Profiles;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsCheck;
import dev.caravan.settings.SettingsException;
import dev.caravan.settings.UnreadKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Where a command takes its settings from: file, profiles, environment, command line; the last one wins. */
public final class SettingsOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "application.properties",
            description = "Settings file (default: ${DEFAULT-VALUE}).")
    private Path config;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "Lay application-NAME.properties, beside the settings file, over it; several separated by"
                    + " commas (default: the setting " + Profiles.KEY + ").")
    private String profile;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Set one key; may be given several times.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    /**
     * For commands without routes; what routes alone read may stand in the file.
     *
     * @param texts that name keys
     * @throws SettingsException if a file or a value cannot be used, or for a typed key that nothing reads
     */
    public Settings load(String... texts) {
        Settings settings = layers(Map.of());
        List<Problem> problems = new ArrayList<>(SettingsCheck.values(settings));
        problems.addAll(new UnreadKeys(settings, List.of(texts)).problemsOfCommandLine());
        SettingsException.throwIfAny(problems);
        return Vault.behind(settings);
    }

    /**
     * For commands that run routes.
     *
     * @throws SettingsException if a file, a value or a file of routes cannot be used, or for a key that nothing reads
     */
    public Settings loadFor(RoutesOptions routes) {
        Settings settings = layers(routes.asSettings());
        CaravanRuntime.check(settings, routes.directory(settings));
        return Vault.behind(settings);
    }

    private Settings layers(Map<String, String> routes) {
        Map<String, String> profiles = profile == null ? Map.of() : Map.of(Profiles.KEY, profile);
        return Profiles.under(config, files -> files.withEnvironment(System.getenv())
                .with(profiles, "--profile")
                .with(routes, "--routes")
                .withCommandLine(overrides));
    }

    /**
     * For the command that says what is wrong with them.
     *
     * @throws dev.caravan.settings.SettingsException if the file cannot be used at all
     */
    Settings unchecked(RoutesOptions routes) {
        return layers(routes.asSettings());
    }

    /** The settings file, as it was named. */
    public Path file() {
        return config;
    }
}
