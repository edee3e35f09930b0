package dev.caravan.settings;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** What may stand as the value of a key. */
public final class ValueType {

    /** Anything. */
    public static final ValueType TEXT = new ValueType("text", "a text", text -> true);

    /** A time above nothing. */
    public static final ValueType DURATION =
            new ValueType("duration", "a time above 0 such as 30s or 5m", text -> TimeSpan.parse(text)
                    .isPresent());

    /** A number of bytes, in binary units. */
    public static final ValueType SIZE =
            new ValueType("size", "a size such as 64MB, 512KB or a number of bytes", text -> ByteSize.parse(text)
                    .isPresent());

    public static final ValueType PORT =
            new ValueType("port", "a port from 1 to 65535", text -> isWithin(text, 1, 65_535));

    public static final ValueType BOOLEAN = oneOf("true", "false");

    /** Scheme, host and port of a server that speaks HTTP. */
    public static final ValueType ADDRESS =
            new ValueType("address", "an address such as https://host:port", ValueType::isAddress);

    /** A text that is never shown and never stands in a file or on a command line. */
    public static final ValueType SECRET = new ValueType("secret", "a secret", text -> true);

    private final String name;
    private final String expected;
    private final Predicate<String> accepted;
    private final List<String> choices;

    private ValueType(String name, String expected, Predicate<String> accepted) {
        this(name, expected, accepted, List.of());
    }

    private ValueType(String name, String expected, Predicate<String> accepted, List<String> choices) {
        this.name = requireNonNull(name, "name");
        this.expected = requireNonNull(expected, "expected");
        this.accepted = requireNonNull(accepted, "accepted");
        this.choices = List.copyOf(choices);
    }

    /** A whole number; {@link Integer#MAX_VALUE} stands for no upper limit. */
    public static ValueType number(int min, int max) {
        String range = max == Integer.MAX_VALUE ? min + " or more" : min + " to " + max;
        return new ValueType("number, " + range, "a whole number, " + range, text -> isWithin(text, min, max));
    }

    /**
     * A text of a certain form.
     *
     * @param expected as a message says it
     * @param form regular expression of the whole text
     */
    static ValueType matching(String name, String expected, String form) {
        return new ValueType(name, expected, Pattern.compile(form).asMatchPredicate());
    }

    /** One of these words, written as they are. */
    public static ValueType oneOf(String... words) {
        List<String> choices = List.of(words);
        return new ValueType(
                "`" + String.join("`, `", choices) + "`",
                "one of " + String.join(", ", choices),
                choices::contains,
                choices);
    }

    /** For a table of the documentation, in Markdown. */
    public String name() {
        return name;
    }

    boolean accepts(String text) {
        return accepted.test(text);
    }

    /** What goes after "expected" for a text that is not accepted, with the word that was meant. */
    String expected(String text) {
        Optional<String> meant = Misspelling.nearest(text, choices);
        return expected + meant.map(near -> ". Did you mean " + near + "?").orElse("");
    }

    private static boolean isWithin(String text, int min, int max) {
        if (!text.matches("\\d{1,10}")) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= min && number <= max;
    }

    private static boolean isAddress(String text) {
        try {
            return text.matches("https?://[^\\s/?#]+/?") && new URI(text).getHost() != null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
