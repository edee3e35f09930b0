package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Keys that nothing reads. Most often they are misspelt, and the one that was meant keeps its other value without a
 * word. Read is what is defined, what Camel or Kafka's clients take, and what a text, or another setting, names.
 */
public final class UnreadKeys {

    /** {@code {{key}}} anywhere, and {@code ${properties:key}} of Camel's simple language. */
    private static final Pattern NAMED = Pattern.compile("(?:\\{\\{[?!]?|\\$\\{properties(?:Exist)?:!?)([\\w.-]+)");

    private final Settings settings;
    private final Set<String> candidates;

    /** @param texts of the files that may name keys, such as routes */
    public UnreadKeys(Settings settings, Collection<String> texts) {
        this.settings = requireNonNull(settings, "settings");
        candidates = new TreeSet<>(Definitions.all().keySet());
        Stream.concat(texts.stream(), settings.keys().stream().flatMap(key -> settings.written(key).stream()))
                .forEach(text -> NAMED.matcher(text).results().forEach(key -> candidates.add(key.group(1))));
    }

    /** Wherever they were set: for texts that are all there are. */
    public List<Problem> problems() {
        return problems(key -> true);
    }

    /** Of those that were typed: for a command without routes, which does not know what routes read of the file. */
    public List<Problem> problemsOfCommandLine() {
        return problems(settings::isOnlyTyped);
    }

    private List<Problem> problems(Predicate<String> asked) {
        return settings.keys().stream()
                .filter(asked)
                .filter(key -> !isRead(key))
                .map(this::problem)
                .toList();
    }

    private boolean isRead(String key) {
        return candidates.contains(key) || key.startsWith("camel.") || key.startsWith(KafkaSettings.CLIENT);
    }

    /** Without its value, which says nothing. */
    private Problem problem(String key) {
        Origin origin = settings.originOf(key);
        Optional<String> meant = Misspelling.nearest(key, candidates);
        String message = "Setting " + key + (origin.isFile() ? "" : " (" + origin + ")") + " is read by nothing: "
                + meant.map(near -> "did you mean " + near + "?")
                        .orElse("neither Caravan nor a file of the routes names it");
        return new Problem(message, origin.file(), origin.line());
    }
}
