package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Compares this machine's clock with the {@code Date} of the answers. The answer that was quickest on its way differs
 * least, so the smallest difference counts. Thread-safe.
 */
final class ClockSkew {

    /** AWS refuses signatures from five minutes on; a clock that is a minute off does not stay there. */
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private static final String WHAT = "clock";

    private final Clock clock;
    private Optional<Duration> smallest = Optional.empty();

    ClockSkew(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    void look(SdkHttpResponse answer) {
        Instant now = clock.instant();
        answer.firstMatchingHeader("Date")
                .flatMap(ClockSkew::parse)
                .ifPresent(date -> add(Duration.between(date, now)));
    }

    private static Optional<Instant> parse(String date) {
        try {
            return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
        } catch (DateTimeException e) {
            // A stand-in's own form says nothing about this clock.
            return Optional.empty();
        }
    }

    private synchronized void add(Duration ahead) {
        if (smallest.filter(known -> known.abs().compareTo(ahead.abs()) <= 0).isEmpty()) {
            smallest = Optional.of(ahead);
        }
    }

    synchronized Row row() {
        if (smallest.isEmpty()) {
            return Row.of(WHAT, State.NOT_TRIED, "no answer had a date to compare with");
        }
        long seconds = smallest.get().toSeconds();
        String apart = Math.abs(seconds) + " s " + (seconds < 0 ? "behind" : "ahead of") + " the services' clock";
        return smallest.get().abs().compareTo(LIMIT) > 0
                ? Row.of(WHAT, State.WRONG, apart + "; from 5 minutes on AWS refuses every call: set it, with NTP")
                : Row.of(WHAT, State.OK, apart);
    }
}
