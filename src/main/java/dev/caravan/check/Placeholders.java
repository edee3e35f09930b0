package dev.caravan.check;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The <code>{{key}}</code>s of a text, and their values as far as settings tell them. */
final class Placeholders {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]+)}}");
    private static final int MOST_ROUNDS = 20;

    /** Asked of somebody else than the settings: Camel's own functions and vaults. */
    private static final Set<String> FUNCTIONS = Set.of(
            "env",
            "sys",
            "service",
            "service.host",
            "service.port",
            "service.name",
            "bean",
            "base64",
            "file",
            "aws",
            "gcp",
            "azure",
            "hashicorp",
            "secret",
            "configmap",
            "cyberark");

    private final Map<String, String> values;

    Placeholders(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    /** The keys that a text cannot do without and that are not set. */
    Set<String> undefined(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(Placeholders::name)
                .filter(name -> !name.startsWith("?") && !name.contains(":") && !values.containsKey(name))
                .collect(Collectors.toSet());
    }

    static boolean in(String text) {
        return PLACEHOLDER.matcher(text).find();
    }

    /** The text as Camel will see it; empty if a value is not known here. */
    Optional<String> resolve(String text) {
        String resolved = text;
        for (int round = 0; in(resolved); round++) {
            Matcher matcher = PLACEHOLDER.matcher(resolved);
            if (round == MOST_ROUNDS
                    || matcher.results().anyMatch(found -> value(found).isEmpty())) {
                return Optional.empty();
            }
            resolved = matcher.replaceAll(
                    found -> Matcher.quoteReplacement(value(found).orElseThrow()));
        }
        return Optional.of(resolved);
    }

    private Optional<String> value(MatchResult found) {
        String name = name(found);
        int colon = name.indexOf(':');
        String key = colon < 0 ? name : name.substring(0, colon);
        if (values.containsKey(key)) {
            return Optional.of(values.get(key));
        }
        return colon < 0 || FUNCTIONS.contains(key) ? Optional.empty() : Optional.of(name.substring(colon + 1));
    }

    private static String name(MatchResult found) {
        return found.group(1).strip();
    }
}
