package dev.caravan.report;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How much of the truth a report can know: what no tool that only reads the lake can tell.
 *
 * @param completeTo everything that happened before it is in the lake; empty where no source of this process says so
 * @param lag of the slowest source when the query began
 * @param deadLetters records of the report's window that were refused, where they could be counted
 * @param scannedBytes that Athena read
 * @param incomplete the report was held until its limit and then sent all the same: mails are marked INCOMPLETE
 */
public record Completeness(
        Optional<Instant> completeTo,
        Optional<Duration> lag,
        OptionalLong deadLetters,
        long scannedBytes,
        boolean incomplete) {

    public Completeness {
        requireNonNull(completeTo, "completeTo");
        requireNonNull(lag, "lag");
        requireNonNull(deadLetters, "deadLetters");
    }
}
