package dev.caravan.settings;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is wrong with values, seen before anything uses them. No vault is asked. */
public final class SettingsCheck {

    /** {@code {{?key}}}, {@code {{key:default}}}, {@code {{sys:NAME}}} and the like. */
    private static final Pattern CAMELS = Pattern.compile("\\{\\{(?!(?:env|file|aws):)[^{}]*[^\\w.{}-][^{}]*}}");

    private SettingsCheck() {}

    /** Secrets where others read them, and values that are not of their key's type or nobody could look up. */
    public static List<Problem> values(Settings settings) {
        return settings.keys().stream()
                .flatMap(key ->
                        literalSecret(settings, key)
                                .or(() -> camels(settings, key))
                                .or(() -> unexpected(settings, key))
                                .stream())
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

    /** Camel does not see the values that Caravan reads itself: they would be taken as they are written. */
    private static Optional<Problem> camels(Settings settings, String key) {
        boolean read = key.startsWith(KafkaSettings.CLIENT)
                || Definitions.find(key)
                        .filter(definition -> definition.reader() == Definition.Reader.CARAVAN)
                        .isPresent();
        return settings.written(key)
                .filter(text -> read && CAMELS.matcher(text).find())
                .map(text -> settings.problem(
                        key,
                        "only routes know this form. Here there are {{key}}, {{env:NAME}}, {{file:/path}} and"
                                + " {{aws:NAME}}"));
    }

    private static Optional<Problem> unexpected(Settings settings, String key) {
        if (unresolved(settings, key).findAny().isPresent()) {
            return Optional.empty();
        }
        return Definitions.find(key).flatMap(definition -> settings.withoutVault()
                .find(key)
                // What is Camel's or a vault's to look up is known later.
                .filter(text -> !text.contains("{{"))
                .filter(text -> !definition.type().accepts(text))
                .map(text ->
                        settings.problem(key, "expected " + definition.type().expected(text))));
    }

    private static Stream<Problem> unresolved(Settings settings, String key) {
        try {
            settings.withoutVault().find(key);
            return Stream.empty();
        } catch (SettingsException e) {
            return e.problems().stream();
        }
    }
}
