package dev.caravan.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.camel.util.TimeUtils;

/**
 * Every key with its value and where it was set. Later layers win: file, environment, command line.
 *
 * <p>{@code kafka.brokers} is set from the environment by {@code KAFKA_BROKERS}: upper case, other characters as
 * {@code _}. Only keys that the file or the command line knows are looked up there.
 */
public final class Settings {

    private static final String COMMAND_LINE = "--set";
    private static final Pattern TIME = Pattern.compile("\\d{1,12}|(\\d{1,9}(ms|s|m|h|d))+");

    private record Value(String text, String origin) {}

    private final Map<String, Value> values;

    private Settings(Map<String, Value> values) {
        this.values = Map.copyOf(values);
    }

    public static Settings empty() {
        return new Settings(Map.of());
    }

    /** @param origin what an error message calls this layer, for example the file's name */
    public Settings with(Map<String, String> layer, String origin) {
        Map<String, Value> merged = new TreeMap<>(values);
        layer.forEach((key, text) -> merged.put(key, new Value(text.strip(), origin)));
        return new Settings(merged);
    }

    /** What was typed with {@code --set}; it stands above all that was set before. */
    public Settings withCommandLine(Map<String, String> typed) {
        return with(typed, COMMAND_LINE);
    }

    public Settings withEnvironment(Map<String, String> environment) {
        Map<String, Value> merged = new TreeMap<>(values);
        for (String key : values.keySet()) {
            String variable = variable(key);
            String text = environment.get(variable);
            if (text != null) {
                merged.put(key, new Value(text.strip(), "environment variable " + variable));
            }
        }
        return new Settings(merged);
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /** Empty for a key that is not set or set to nothing. */
    public Optional<String> find(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::text).filter(text -> !text.isEmpty());
    }

    /** @throws SettingsException if the key is not set */
    public String get(String key) {
        return find(key).orElseThrow(() -> new SettingsException(missing(key)));
    }

    static String missing(String key) {
        return "Setting " + key + " is missing: set it in application.properties or with --set " + key + "=...";
    }

    /** A time above nothing, such as {@code 5m}, {@code 30s}, or plain milliseconds. */
    public Duration duration(String key) {
        String text = get(key);
        // Checked first: of a text without digits, TimeUtils says nothing but an index.
        long millis = TIME.matcher(text).matches() ? TimeUtils.toMilliSeconds(text) : 0;
        if (millis <= 0) {
            throw new SettingsException("Setting " + key + " = " + text + " (" + origin(key)
                    + "): expected a time above 0 such as 30s or 5m");
        }
        return Duration.ofMillis(millis);
    }

    /** A size such as {@code 64MB}, {@code 512KB} or plain bytes; binary units. */
    public Optional<Long> bytes(String key) {
        return find(key).map(text -> ByteSize.parse(text)
                .orElseThrow(() -> new SettingsException("Setting " + key + " = " + text + " (" + origin(key)
                        + "): expected a size such as 64MB, 512KB or a number of bytes")));
    }

    public String origin(String key) {
        Value value = values.get(key);
        return value == null ? "not set" : value.origin();
    }

    boolean isFromCommandLine(String key) {
        return origin(key).equals(COMMAND_LINE);
    }

    public Map<String, String> asMap() {
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, value.text()));
        return texts;
    }

    public Properties asProperties() {
        Properties properties = new Properties();
        properties.putAll(asMap());
        return properties;
    }
}
