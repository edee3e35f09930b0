package dev.caravan.report.mail.page;

import static java.util.Objects.requireNonNull;

/**
 * A cell as it is shown.
 *
 * @param absent SQL's NULL
 * @param number aligned to the right
 */
public record Cell(String text, boolean absent, boolean number) {

    public Cell {
        requireNonNull(text, "text");
    }
}
