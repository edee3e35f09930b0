package dev.caravan.report;

import static java.util.Objects.requireNonNull;

/**
 * What a report draws of its rows.
 *
 * @param category column whose values stand along the axis; empty with {@code NONE}
 * @param value numeric column that is drawn; empty with {@code NONE}
 */
public record Chart(Kind kind, String category, String value) {

    /** A report without a picture. */
    public static final Chart NONE = new Chart(Kind.NONE, "", "");

    /** Form of the picture. */
    public enum Kind {
        BAR,
        LINE,
        NONE
    }

    public Chart {
        requireNonNull(kind, "kind");
        if (kind != Kind.NONE && (category.isBlank() || value.isBlank())) {
            throw new IllegalArgumentException("A chart needs a category and a value column");
        }
    }
}
