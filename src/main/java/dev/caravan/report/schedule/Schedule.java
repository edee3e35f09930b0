package dev.caravan.report.schedule;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fire times of a cron expression in a zone, as instants. Where clocks are put forward, a time that is left out is taken at
 * the same distance from the midnight before, once: 02:30 at 03:30. Where clocks are put back, a time that comes twice is
 * taken the first time; a schedule of every hour is taken both times, for these are two hours.
 */
public record Schedule(Cron cron, ZoneId zone) {

    /** A 29 February may be as far away as this, and one on a given weekday is no reason to look further. */
    private static final int FURTHEST_DAYS = 366 * 8 + 2;

    /** No zone was ever shifted by more. */
    private static final int SHIFT_DAYS = 2;

    public Schedule {
        requireNonNull(cron, "cron");
        requireNonNull(zone, "zone");
    }

    /** The first fire time after an instant; empty if there is none in the next eight years. */
    public Optional<Instant> next(Instant after) {
        LocalDate from = after.atZone(zone).toLocalDate().minusDays(SHIFT_DAYS);
        return nearest(Stream.iterate(from, date -> date.plusDays(1)), Comparator.naturalOrder(), after);
    }

    /** The last fire time before an instant; empty if there was none in eight years. */
    public Optional<Instant> previous(Instant before) {
        LocalDate from = before.atZone(zone).toLocalDate().plusDays(SHIFT_DAYS);
        return nearest(Stream.iterate(from, date -> date.minusDays(1)), Comparator.reverseOrder(), before);
    }

    private Optional<Instant> nearest(Stream<LocalDate> dates, Comparator<Instant> order, Instant beyond) {
        Optional<Instant> best = Optional.empty();
        int more = SHIFT_DAYS;
        for (LocalDate date : (Iterable<LocalDate>) dates.limit(FURTHEST_DAYS)::iterator) {
            Optional<Instant> found =
                    fires(date).filter(fire -> order.compare(fire, beyond) > 0).min(order);
            // A shifted time may lie behind one of the next day.
            best = Stream.concat(best.stream(), found.stream()).min(order);
            if (best.isPresent() && more-- == 0) {
                return best;
            }
        }
        return best;
    }

    /** All fire times after the first instant and up to the second one, in their order. */
    public Stream<Instant> between(Instant after, Instant upTo) {
        return Stream.iterate(next(after), Optional::isPresent, fire -> next(fire.orElseThrow()))
                .map(Optional::orElseThrow)
                .takeWhile(fire -> !fire.isAfter(upTo));
    }

    private Stream<Instant> fires(LocalDate date) {
        return cron.isOn(date) ? cron.times().flatMap(time -> instants(date.atTime(time))) : Stream.empty();
    }

    private Stream<Instant> instants(LocalDateTime local) {
        List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
        if (offsets.size() < 2 || !cron.isHourly()) {
            // Shifts what is left out by the length of the gap, and takes the first of two.
            return Stream.of(ZonedDateTime.of(local, zone).toInstant());
        }
        return offsets.stream().map(local::toInstant);
    }

    /** {@code 0 6 * * * Europe/Berlin}. */
    @Override
    public String toString() {
        return cron + " " + zone;
    }
}
