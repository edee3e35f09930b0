package dev.caravan.report.mail.page;

import static java.util.Objects.requireNonNull;

/**
 * The picture in the mail.
 *
 * @param contentId without angle brackets
 * @param alternative the numbers in words
 */
public record ChartNote(String contentId, int width, int height, String alternative) {

    public ChartNote {
        requireNonNull(contentId, "contentId");
        requireNonNull(alternative, "alternative");
    }
}
