package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Every key with its value and where it was set. Later layers win: defaults, file, profiles, environment, command line.
 *
 * <p>{@code kafka.brokers} is set from the environment by {@code KAFKA_BROKERS}: upper case, other characters as
 * {@code _}. Only keys that are defined or that a file knows are looked up there. A value may name another key, an
 * environment variable, a file or a secret of a vault ({@link Placeholders}); it is looked up when the value is asked
 * for.
 */
public final class Settings {

    /** @param added whether no layer below has the key */
    private record Value(String text, Origin origin, boolean added) {

        /** The text may be a secret. */
        @Override
        public String toString() {
            return origin.toString();
        }
    }

    private final Map<String, Value> values;
    private final Map<String, String> environment;
    private final Optional<UnaryOperator<String>> vault;

    private Settings(
            Map<String, Value> values, Map<String, String> environment, Optional<UnaryOperator<String>> vault) {
        this.values = Map.copyOf(values);
        this.environment = Map.copyOf(environment);
        this.vault = vault;
    }

    public static Settings empty() {
        return new Settings(Map.of(), Map.of(), Optional.empty());
    }

    /** Every defined key with its default. */
    public static Settings defaults() {
        return empty().with(
                        Definitions.all().values().stream()
                                .collect(Collectors.toMap(Definition::key, Definition::fallback)),
                        key -> Origin.DEFAULT);
    }

    private Settings with(Map<String, String> layer, Function<String, Origin> origins) {
        Map<String, Value> merged = new TreeMap<>(values);
        layer.forEach(
                (key, text) -> merged.put(key, new Value(text.strip(), origins.apply(key), !values.containsKey(key))));
        return new Settings(merged, environment, vault);
    }

    /** @param origin what an error message calls this layer */
    public Settings with(Map<String, String> layer, String origin) {
        return with(layer, key -> new Origin(origin, 0));
    }

    /** @throws SettingsException if the file cannot be read */
    public Settings withFile(Path path) {
        SettingsFile file = SettingsFile.load(path);
        return with(
                file.values(), key -> new Origin(path.toString(), file.lines().get(key)));
    }

    /** What was typed with {@code --set}; it stands above all that was set before. */
    public Settings withCommandLine(Map<String, String> typed) {
        return with(typed, key -> Origin.COMMAND_LINE);
    }

    /** Also where {@code {{env:NAME}}} is looked up from now on. */
    public Settings withEnvironment(Map<String, String> variables) {
        Map<String, String> layer = values.keySet().stream()
                .filter(key -> variables.containsKey(variable(key)))
                .collect(Collectors.toMap(key -> key, key -> variables.get(variable(key))));
        return new Settings(values, variables, vault)
                .with(layer, key -> new Origin("environment variable " + variable(key), 0));
    }

    /**
     * Where {@code {{aws:NAME}}} is looked up from now on, when its key is asked for.
     *
     * @param secrets by their name; throws a {@link SettingsException} without the key for one that cannot be read
     */
    public Settings withVault(UnaryOperator<String> secrets) {
        return new Settings(values, environment, Optional.of(secrets));
    }

    /** Where secrets are looked up, if anywhere. */
    public Optional<UnaryOperator<String>> vault() {
        return vault;
    }

    /** For looking at values without asking anybody. */
    public Settings withoutVault() {
        return new Settings(values, environment, Optional.empty());
    }

    static String variable(String key) {
        return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
    }

    /**
     * Empty for a key that is not set or set to nothing.
     *
     * @throws SettingsException if the value names something that is not there
     */
    public Optional<String> find(String key) {
        return written(key).map(text -> expand(key, text)).filter(text -> !text.isEmpty());
    }

    /** @throws SettingsException if the key is not set, or its value names something that is not there */
    public String get(String key) {
        return find(key).orElseThrow(() -> SettingsException.of(List.of(missing(key))));
    }

    /** Where it is set to nothing, if it is. */
    Problem missing(String key) {
        Optional<Origin> origin = Optional.ofNullable(values.get(key)).map(Value::origin);
        return new Problem(
                "Setting " + key + " is missing: set it in application.properties or with --set " + key + "=...",
                origin.flatMap(Origin::file),
                origin.map(Origin::line).orElse(0));
    }

    /** A time above nothing, such as {@code 5m}, {@code 30s}, or plain milliseconds. */
    public Duration duration(String key) {
        String text = get(key);
        return TimeSpan.parse(text).orElseThrow(() -> unexpected(key, text, ValueType.DURATION));
    }

    /** A size such as {@code 64MB}, {@code 512KB} or plain bytes; binary units. */
    public Optional<Long> bytes(String key) {
        return find(key).map(text -> ByteSize.parse(text).orElseThrow(() -> unexpected(key, text, ValueType.SIZE)));
    }

    private SettingsException unexpected(String key, String text, ValueType type) {
        return SettingsException.of(List.of(problem(key, "expected " + type.expected(text))));
    }

    public String origin(String key) {
        return values.containsKey(key) ? originOf(key).toString() : "not set";
    }

    /** Every key with its value; what is Camel's or a vault's to look up stays as it is. */
    public Map<String, String> asMap() {
        Settings known = withoutVault();
        Map<String, String> texts = new TreeMap<>();
        values.forEach((key, value) -> texts.put(key, known.expand(key, value.text())));
        return texts;
    }

    /** For Camel, which expands what the values name. */
    public Properties asProperties() {
        Properties properties = new Properties();
        values.forEach((key, value) -> properties.put(key, value.text()));
        return properties;
    }

    /** The secrets of a vault that values name, by the values' keys. */
    public Map<String, List<SecretName>> secrets() {
        Map<String, List<SecretName>> secrets = new TreeMap<>();
        values.forEach((key, value) -> {
            List<SecretName> named = SecretName.in(value.text());
            if (!named.isEmpty()) {
                secrets.put(key, named);
            }
        });
        return secrets;
    }

    /** Sorted. */
    Set<String> keys() {
        return new TreeSet<>(values.keySet());
    }

    Optional<String> written(String key) {
        return Optional.ofNullable(values.get(key)).map(Value::text);
    }

    Origin originOf(String key) {
        return requireNonNull(values.get(key), key).origin();
    }

    /** Whether the command line alone has the key. */
    boolean isOnlyTyped(String key) {
        Value value = values.get(key);
        return value.added() && value.origin().equals(Origin.COMMAND_LINE);
    }

    /** What a user may see of the value: what was written, if it is no secret. */
    String shown(String key) {
        String text = written(key).orElse("");
        return text.isEmpty() || Secrets.isNamed(text) || !Secrets.isSecret(key) ? text : Secrets.MASK;
    }

    /**
     * A problem at the place where the key was set, with its value if that is no secret.
     *
     * @param what is wrong with it, after a colon
     */
    public Problem problem(String key, String what) {
        Origin origin = originOf(key);
        String value = shown(key).isEmpty() ? "" : " = " + shown(key);
        String place = origin.isFile() ? "" : " (" + origin + ")";
        return new Problem("Setting " + key + value + place + ": " + what, origin.file(), origin.line());
    }

    private String expand(String key, String text) {
        try {
            return new Placeholders(this::written, environment, vault).expand(key, text);
        } catch (SettingsException e) {
            throw SettingsException.of(List.of(problem(key, e.getMessage())));
        }
    }
}
