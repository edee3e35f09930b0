package dev.caravan.page.snapshot;

import static java.util.Objects.requireNonNull;

/**
 * Whether data flows and whether something is wrong, in a sentence.
 *
 * @param advice what to do; empty if nothing
 */
public record Verdict(Level level, String sentence, String advice) {

    /** How soon somebody should do something. */
    public enum Level {
        GOOD,
        WATCH,
        BAD
    }

    public Verdict {
        requireNonNull(level, "level");
        requireNonNull(sentence, "sentence");
        requireNonNull(advice, "advice");
    }
}
