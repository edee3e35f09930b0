package dev.caravan.settings;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Files that lie over the settings file: {@code application-NAME.properties} beside {@code application.properties} for
 * each name of {@code caravan.profile}, the last one on top.
 */
public final class Profiles {

    /** Names of the profiles, separated by commas. */
    public static final String KEY = "caravan.profile";

    private static final String EXTENSION = ".properties";

    private Profiles() {}

    /**
     * The whole of the layers.
     *
     * @param above lays what is above all files, and may choose the profiles
     * @throws SettingsException if a file cannot be used, or there is none of a profile
     */
    public static Settings under(Path file, UnaryOperator<Settings> above) {
        Settings files = Settings.defaults().withFile(file);
        Optional<String> chosen = above.apply(files).find(KEY);
        for (Path profile : files(file, chosen.orElse(""))) {
            files = files.withFile(profile);
        }
        Settings settings = above.apply(files);
        if (!settings.find(KEY).equals(chosen)) {
            throw SettingsException.of(List.of(settings.problem(
                    KEY, "the file of a profile cannot choose profiles. Name all of them where this one was named")));
        }
        return settings;
    }

    private static List<Path> files(Path file, String names) {
        List<Path> files = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String name : Arrays.stream(names.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList()) {
            Path profile = file.resolveSibling(fileName(file, name));
            if (!name.matches("\\w[\\w.-]*")) {
                problems.add("Profile " + name + ": a name has letters, digits, . _ and -");
            } else if (!Files.exists(profile)) {
                problems.add("There is no file " + profile.toAbsolutePath() + " of the profile " + name
                        + ": write it, or correct the name");
            } else {
                files.add(profile);
            }
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return files;
    }

    private static String fileName(Path file, String profile) {
        String name = file.getFileName().toString();
        String stem = name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
        return stem + "-" + profile + EXTENSION;
    }
}
