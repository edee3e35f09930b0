package dev.caravan.routes;

import static java.util.Objects.requireNonNull;

import dev.caravan.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code file:} resources that a text names: schemas, queries, templates. */
final class NamedFiles {

    private static final Pattern FILE = Pattern.compile("\\bfile:([^\\s\"'?&,}]+)");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{[?!]?([\\w.-]+)[^}]*}}");

    private final Settings settings;

    /** @param settings whose values stand for placeholders */
    NamedFiles(Settings settings) {
        // No file is called after a secret, and this is asked every second.
        this.settings = requireNonNull(settings, "settings").withoutVault();
    }

    /** Absolute paths, in their order; whether there is such a file is not asked. */
    List<Path> in(String text) {
        return FILE.matcher(resolved(text))
                .results()
                .map(found -> path(found.group(1)))
                .distinct()
                .toList();
    }

    /** As Camel reads what follows {@code file:}. */
    static Path path(String location) {
        return Path.of(location.replaceFirst("^//", "")).toAbsolutePath().normalize();
    }

    private String resolved(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(this::value);
    }

    /** A placeholder that no setting knows stays: it may be a parameter of a template. */
    private String value(MatchResult placeholder) {
        return Matcher.quoteReplacement(settings.find(placeholder.group(1)).orElse(placeholder.group()));
    }
}
