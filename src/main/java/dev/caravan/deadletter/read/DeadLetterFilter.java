package dev.caravan.deadletter.read;

import dev.caravan.object.PercentEncoding;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters are asked for; what is empty asks for nothing.
 *
 * @param since first arrival time
 * @param until arrival times before it
 * @param ids all, if empty
 * @param writtenUntil objects that S3 keeps since then or longer, by S3's clock
 */
public record DeadLetterFilter(
        Optional<String> source,
        Optional<String> reason,
        Optional<String> route,
        Optional<Instant> since,
        Optional<Instant> until,
        Set<DeadLetterId> ids,
        Optional<Instant> writtenUntil) {

    private static final String NO_DAY = "__HIVE_DEFAULT_PARTITION__";

    public DeadLetterFilter {
        ids = Set.copyOf(ids);
    }

    /** Everything that has one of these ids. */
    public static DeadLetterFilter of(Set<DeadLetterId> ids) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                ids,
                Optional.empty());
    }

    /** The same without what is written later: a record that comes back meanwhile is not met again. */
    public DeadLetterFilter writtenUntil(Instant time) {
        return new DeadLetterFilter(source, reason, route, since, until, ids, Optional.of(time));
    }

    /** @param folder the value of {@code dt=} */
    boolean mayHold(String folder) {
        if (!ids.isEmpty()
                && ids.stream().noneMatch(id -> id.day().orElse(NO_DAY).equals(folder))) {
            return false;
        }
        if (folder.equals(NO_DAY)) {
            return since.map(time -> time.isBefore(Instant.EPOCH)).orElse(true)
                    || until.map(time -> !ShortName.isDay(time)).orElse(true);
        }
        Instant first = LocalDate.parse(folder).atStartOfDay(ZoneOffset.UTC).toInstant();
        Instant next =
                LocalDate.parse(folder).plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        return until.map(first::isBefore).orElse(true)
                && since.map(next::isAfter).orElse(true);
    }

    boolean mayHold(LetterObject object) {
        return writtenUntil.map(time -> !object.written().isAfter(time)).orElse(true);
    }

    /** Object names begin with it: all of this route's do, and those of routes whose names begin alike. */
    String namesBegin() {
        return route.map(name -> PercentEncoding.encode(name) + "-").orElse("");
    }

    boolean matches(DeadLetter letter) {
        Instant arrival = letter.record().arrivalTime();
        return source.map(letter.source()::equals).orElse(true)
                && reason.map(letter.reason()::equals).orElse(true)
                && route.map(letter.route()::equals).orElse(true)
                && since.map(time -> !arrival.isBefore(time)).orElse(true)
                && until.map(arrival::isBefore).orElse(true)
                && (ids.isEmpty() || ids.contains(letter.id()));
    }
}
