package dev.caravan.settings;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces what a value names: {@code {{key}}}, {@code {{env:NAME}}}, {@code {{file:/path}}} and {@code {{aws:NAME}}}.
 * Other forms, such as {@code {{?key}}}, are Camel's and stay. What a variable, a file or a vault holds is taken as it is.
 *
 * @param written the value of a key as somebody wrote it; empty for a key that nobody knows
 * @param vault the secrets of AWS by their name; without one, {@code {{aws:NAME}}} stays
 */
record Placeholders(
        Function<String, Optional<String>> written,
        Map<String, String> environment,
        Optional<UnaryOperator<String>> vault) {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final String VARIABLE = "env:";
    private static final String FILE = "file:";
    private static final String SECRET = "aws:";

    /** @throws SettingsException if something that the value names is not there, without the key itself */
    String expand(String key, String value) {
        return expand(value, Set.of(key));
    }

    private String expand(String value, Set<String> above) {
        return PLACEHOLDER
                .matcher(value)
                .replaceAll(found ->
                        Matcher.quoteReplacement(named(found.group(1), above).orElseGet(found::group)));
    }

    private Optional<String> named(String name, Set<String> above) {
        if (name.startsWith(VARIABLE)) {
            return Optional.of(variable(name.substring(VARIABLE.length())));
        }
        if (name.startsWith(FILE)) {
            return Optional.of(SecretFile.read(name.substring(FILE.length())));
        }
        if (name.startsWith(SECRET)) {
            return vault.map(secrets -> secrets.apply(name.substring(SECRET.length())));
        }
        return name.matches("[\\w.-]+") ? Optional.of(value(name, above)) : Optional.empty();
    }

    /** {@code NAME} or {@code NAME:DEFAULT}. */
    private String variable(String name) {
        String[] parts = name.split(":", 2);
        String value = environment.get(parts[0]);
        if (value != null) {
            return value;
        }
        if (parts.length == 1) {
            throw new SettingsException("the environment variable " + name + " is not set");
        }
        return parts[1];
    }

    private String value(String key, Set<String> above) {
        if (above.contains(key)) {
            throw new SettingsException("the value of " + key + " needs itself");
        }
        String value = written.apply(key).orElseThrow(() -> new SettingsException("there is no key " + key));
        Set<String> keys = new TreeSet<>(above);
        keys.add(key);
        return expand(value, keys);
    }
}
