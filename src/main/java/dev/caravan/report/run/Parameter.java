package dev.caravan.report.run;

import static java.util.Objects.requireNonNull;

import dev.caravan.report.Window;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What stands for one question mark of a report's statement: always a literal, never a part of the statement. */
public sealed interface Parameter {

    /**
     * As Athena takes it.
     *
     * @param chosen values of {@link Choice}s, by name
     */
    String literal(Window window, Map<String, String> chosen);

    /** Where the report's window begins, as a text such as {@code '2026-03-01T06:00:00Z'}. */
    record From() implements Parameter {

        @Override
        public String literal(Window window, Map<String, String> chosen) {
            return quoted(time(window.from()));
        }
    }

    /** Where the report's window ends; it is no part of it. */
    record To() implements Parameter {

        @Override
        public String literal(Window window, Map<String, String> chosen) {
            return quoted(time(window.to()));
        }
    }

    /** A whole or decimal number. */
    record Numeral(String digits) implements Parameter {

        public Numeral {
            requireNonNull(digits, "digits");
        }

        @Override
        public String literal(Window window, Map<String, String> chosen) {
            return digits;
        }
    }

    /** A text. */
    record Text(String value) implements Parameter {

        public Text {
            requireNonNull(value, "value");
        }

        @Override
        public String literal(Window window, Map<String, String> chosen) {
            return quoted(value);
        }
    }

    /** One of some texts; the first, unless somebody who runs the report says another. */
    record Choice(String name, List<String> values) implements Parameter {

        public Choice {
            requireNonNull(name, "name");
            values = List.copyOf(values);
        }

        @Override
        public String literal(Window window, Map<String, String> chosen) {
            String value = chosen.getOrDefault(name, values.get(0));
            require(value);
            return quoted(value);
        }

        /** @throws IllegalArgumentException if it is none of the values */
        void require(String value) {
            if (!values.contains(value)) {
                throw new IllegalArgumentException(
                        "The parameter " + name + " is one of " + String.join(", ", values) + ", not " + value);
            }
        }
    }

    /**
     * @param text separated by commas: {@code window.from}, {@code window.to}, a number, {@code 'a text'} or
     *     {@code name=one|two}
     * @throws IllegalArgumentException naming what is none of these
     */
    static List<Parameter> parseAll(String text) {
        List<Parameter> parameters = new ArrayList<>();
        Matcher next = Pattern.compile("\\s*('(?:[^']|'')*'|[^',]+)\\s*(,|$)").matcher(text);
        int end = 0;
        while (end < text.strip().length()) {
            if (!next.find(end) || next.start() != end) {
                throw new IllegalArgumentException(
                        "parameters: \"" + text.substring(end).strip()
                                + "\" is not what parameters are: window.from, window.to, a number, 'a text' or name=one|two,"
                                + " separated by commas");
            }
            parameters.add(parse(next.group(1).strip()));
            end = next.end();
        }
        return parameters;
    }

    private static Parameter parse(String text) {
        if (text.equals("window.from")) {
            return new From();
        } else if (text.equals("window.to")) {
            return new To();
        } else if (text.startsWith("'")) {
            return new Text(text.substring(1, text.length() - 1).replace("''", "'"));
        } else if (text.matches("-?\\d{1,18}(\\.\\d{1,18})?")) {
            return new Numeral(text);
        } else if (text.matches("[a-z][A-Za-z0-9-]*=[^|]+(\\|[^|]+)+")) {
            int equals = text.indexOf('=');
            return new Choice(
                    text.substring(0, equals),
                    Arrays.stream(text.substring(equals + 1).split("\\|", -1))
                            .map(String::strip)
                            .toList());
        }
        throw new IllegalArgumentException(
                "parameters: " + text + " is not window.from, window.to, a number, 'a text' or name=one|two");
    }

    private static String time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
