package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands behind {@code aws:} in a placeholder, as Camel reads it: {@code ID[#FIELD][:FALLBACK][@VERSION]}.
 *
 * @param id name of the secret; with a field, also its ARN
 * @param field of a secret that is a JSON object
 * @param fallback its value if there is no such secret or field
 * @param version of the secret; the current one if there is none
 */
public record SecretName(String id, Optional<String> field, Optional<String> fallback, Optional<String> version) {

    private static final Pattern TEXT = Pattern.compile(
            "(?:(?<whole>[^#]+)#(?<field>[^:@]*)|(?<plain>[^#:@]+))(?::(?<fallback>[^@]*))?(?:@(?<version>.*))?");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{aws:([^{}]+)}}");

    public SecretName {
        requireNonNull(id, "id");
        requireNonNull(field, "field");
        requireNonNull(fallback, "fallback");
        requireNonNull(version, "version");
    }

    /** @throws SettingsException if it names no secret */
    public static SecretName parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new SettingsException("{{aws:" + text
                    + "}} names no secret: write {{aws:NAME}}, {{aws:NAME#FIELD}} or" + " {{aws:NAME#FIELD:FALLBACK}}");
        }
        return new SecretName(
                parts.group("whole") == null ? parts.group("plain") : parts.group("whole"),
                group(parts, "field"),
                group(parts, "fallback"),
                group(parts, "version"));
    }

    private static Optional<String> group(Matcher parts, String name) {
        return Optional.ofNullable(parts.group(name)).filter(text -> !text.isEmpty());
    }

    /** All that a text names, each once, in the text's order. */
    public static List<SecretName> in(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(found -> parse(found.group(1)))
                .distinct()
                .toList();
    }
}
