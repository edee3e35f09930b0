package dev.caravan.settings;

import dev.caravan.failure.FileReason;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads a properties file in UTF-8. A credential in it is refused: credentials come from AWS's default chain. */
public final class SettingsFile {

    private static final Pattern CREDENTIAL =
            Pattern.compile(".*(secret.?key|access.?key|session.?token|secret.?access).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern SECRET = Pattern.compile(
            "management\\.token|(kafka\\.client|camel\\.component\\.kafka(-batch)?)\\..*(password|jaas\\.config|keystore\\.key|secret).*",
            Pattern.CASE_INSENSITIVE);

    private SettingsFile() {}

    /** Not if it is empty, for the environment to fill, or names where one of Kafka's config providers finds it. */
    private static boolean isSecret(String value) {
        return !value.isBlank() && !value.contains("${");
    }

    /** @throws SettingsException if the file cannot be read or holds a credential */
    public static Map<String, String> read(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (NoSuchFileException e) {
            throw new SettingsException("There is no settings file " + file.toAbsolutePath()
                    + ". Run in a folder with application.properties, or name one with --config");
        } catch (CharacterCodingException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": it is not UTF-8");
        } catch (IOException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": " + FileReason.of(e));
        } catch (IllegalArgumentException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": " + e.getMessage());
        }
        Map<String, String> layer = new TreeMap<>();
        List<String> problems = new ArrayList<>();
        for (String key : properties.stringPropertyNames()) {
            if (CREDENTIAL.matcher(key).matches()) {
                problems.add(file + ": " + key + " holds a credential. Remove it; credentials come from AWS's default"
                        + " chain (environment, profile, role)");
            }
            if (SECRET.matcher(key).matches() && isSecret(properties.getProperty(key))) {
                problems.add(
                        file + ": " + key + " holds a secret. Leave its value empty and set the environment variable "
                                + Settings.variable(key));
            }
            layer.put(key, properties.getProperty(key));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return layer;
    }
}
