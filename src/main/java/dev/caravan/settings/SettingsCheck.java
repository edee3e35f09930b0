package dev.caravan.settings;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is wrong with values, seen before anything uses them. */
public final class SettingsCheck {

    private SettingsCheck() {}

    /** Secrets where others read them, and values that are not of their key's type. */
    public static List<Problem> values(Settings settings) {
        return settings.keys().stream()
                .flatMap(key -> literalSecret(settings, key).or(() -> unexpected(settings, key)).stream())
                .toList();
    }

    /** Values that name a key, an environment variable or a file that is not there. */
    public static List<Problem> placeholders(Settings settings) {
        return settings.keys().stream()
                .flatMap(key -> unresolved(settings, key))
                .toList();
    }

    private static Optional<Problem> literalSecret(Settings settings, String key) {
        return Secrets.problem(key, settings.written(key).orElse(""), settings.originOf(key))
                .map(what -> settings.problem(key, what));
    }

    private static Optional<Problem> unexpected(Settings settings, String key) {
        if (unresolved(settings, key).findAny().isPresent()) {
            return Optional.empty();
        }
        return Definitions.find(key).flatMap(definition -> settings.find(key)
                // What is Camel's to expand is known later.
                .filter(text -> !text.contains("{{"))
                .filter(text -> !definition.type().accepts(text))
                .map(text ->
                        settings.problem(key, "expected " + definition.type().expected(text))));
    }

    private static Stream<Problem> unresolved(Settings settings, String key) {
        try {
            settings.find(key);
            return Stream.empty();
        } catch (SettingsException e) {
            return e.problems().stream();
        }
    }
}
