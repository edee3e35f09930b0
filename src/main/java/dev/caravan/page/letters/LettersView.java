package dev.caravan.page.letters;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The dead letters that lie there.
 *
 * @param place {@code s3://BUCKET/PREFIX}; empty if there is none
 * @param at when it was looked
 * @param since arrival of the oldest that are counted
 * @param complete false if there are more than were read
 * @param unreadable objects and lines that are no dead letters
 * @param problem why it could not be looked
 */
public record LettersView(
        Optional<String> place,
        Instant at,
        Instant since,
        long total,
        boolean complete,
        List<LetterGroup> groups,
        long unreadable,
        Optional<String> problem) {}
