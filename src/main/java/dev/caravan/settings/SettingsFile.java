package dev.caravan.settings;

import dev.caravan.failure.FileReason;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * A properties file in UTF-8.
 *
 * @param lines on which each key is set last, from 1
 */
public record SettingsFile(Map<String, String> values, Map<String, Integer> lines) {

    public SettingsFile {
        values = Map.copyOf(values);
        lines = Map.copyOf(lines);
    }

    /**
     * Its values alone.
     *
     * @throws SettingsException if the file cannot be read
     */
    public static Map<String, String> read(Path file) {
        return load(file).values();
    }

    /** @throws SettingsException if the file cannot be read, with the line of what is no property */
    static SettingsFile load(Path file) {
        try {
            return of(file, Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new SettingsException("There is no settings file " + file.toAbsolutePath()
                    + ". Run in a folder with application.properties, or name one with --config");
        } catch (CharacterCodingException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": it is not UTF-8");
        } catch (IOException e) {
            throw new SettingsException("Cannot read the settings file " + file + ": " + FileReason.of(e));
        }
    }

    private static SettingsFile of(Path file, String text) throws IOException {
        Map<String, String> values = new TreeMap<>();
        Map<String, Integer> lines = new TreeMap<>();
        for (PropertyLine line : PropertyLine.in(text)) {
            try {
                Properties one = line.parsed();
                for (String key : one.stringPropertyNames()) {
                    values.put(key, one.getProperty(key));
                    lines.put(key, line.number());
                }
            } catch (IllegalArgumentException e) {
                throw SettingsException.of(List.of(new Problem(
                        "Cannot read the settings file: " + e.getMessage(),
                        Optional.of(file.toString()),
                        line.number())));
            }
        }
        return new SettingsFile(values, lines);
    }
}
