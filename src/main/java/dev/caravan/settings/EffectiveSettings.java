package dev.caravan.settings;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What is set to something, where, and to what; without secrets, so that it may be shown to anybody. */
public record EffectiveSettings(List<Row> rows) {

    /**
     * One key.
     *
     * @param value as it was written, control characters as {@code ?}, a secret as {@code ******}
     * @param origin where it was set: {@code FILE:LINE}, an environment variable, an option, or {@code default}
     */
    public record Row(String key, String value, String origin) {}

    private static final Row HEAD = new Row("KEY", "VALUE", "SET BY");

    public EffectiveSettings {
        rows = List.copyOf(rows);
    }

    /** Sorted by key. */
    public static EffectiveSettings of(Settings settings) {
        return new EffectiveSettings(settings.keys().stream()
                .filter(key -> !settings.shown(key).isEmpty())
                .map(key -> new Row(key, settings.shown(key).replaceAll("\\p{Cntrl}", "?"), settings.origin(key)))
                .toList());
    }

    /** A table in columns, with a head, a line for each row. */
    public String text() {
        int keys = widest(Row::key);
        int values = widest(Row::value);
        return Stream.concat(Stream.of(HEAD), rows.stream())
                .map(row -> pad(row.key(), keys) + pad(row.value(), values) + row.origin())
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private int widest(Function<Row, String> column) {
        return Stream.concat(Stream.of(HEAD), rows.stream())
                .map(column)
                .mapToInt(String::length)
                .max()
                .orElse(0);
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(width - text.length() + 2);
    }
}
