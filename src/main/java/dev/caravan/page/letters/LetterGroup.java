package dev.caravan.page.letters;

import java.time.Instant;

/**
 * Dead letters of one route with one reason.
 *
 * @param detail of the newest
 * @param arrival of the newest in its source
 */
public record LetterGroup(
        String route, String source, String reason, long count, String detail, String newestId, Instant arrival) {}
