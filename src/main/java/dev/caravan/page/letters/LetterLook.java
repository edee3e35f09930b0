package dev.caravan.page.letters;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.deadletter.read.DeadLetterReader;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Looks at the dead letters of the last days: at most 2,000 of them, for at most 10 seconds, and again only when that is
 * 10 seconds ago, whoever asks. Thread-safe.
 */
final class LetterLook {

    private static final Duration BACK = Duration.ofDays(7);
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final long MOST = 2_000;

    private final S3Client client;
    private final DeadLetterSettings place;
    private final Clock clock;
    private LettersView last;

    LetterLook(S3Client client, DeadLetterSettings place, Clock clock) {
        this.client = requireNonNull(client, "client");
        this.place = requireNonNull(place, "place");
        this.clock = requireNonNull(clock, "clock");
    }

    synchronized LettersView get() {
        Instant now = clock.instant();
        if (last == null || Duration.between(last.at(), now).compareTo(FRESH) >= 0) {
            last = look(now);
        }
        return last;
    }

    /** The next look sees what a replay has changed. */
    synchronized void forget() {
        last = null;
    }

    private LettersView look(Instant now) {
        Instant since = now.minus(BACK);
        Map<List<String>, LetterGroup> groups = new LinkedHashMap<>();
        AtomicLong unreadable = new AtomicLong();
        long total = 0;
        boolean complete = true;
        Optional<String> problem = Optional.empty();
        try (DeadLetterReader letters =
                new DeadLetterReader(client, place, filter(since), what -> unreadable.incrementAndGet())) {
            while (complete && letters.hasNext()) {
                DeadLetter letter = letters.next();
                total++;
                groups.merge(
                        List.of(letter.route(), letter.source(), letter.reason()), group(letter), LetterLook::together);
                complete =
                        total < MOST && Duration.between(now, clock.instant()).compareTo(PATIENCE) < 0;
            }
        } catch (PermanentException | RetryableException e) {
            problem = Optional.of(e.getMessage());
        }
        return new LettersView(
                Optional.of(place.location(place.prefix().value())),
                now,
                since,
                total,
                complete,
                groups.values().stream()
                        .sorted(Comparator.comparing(LetterGroup::arrival).reversed())
                        .toList(),
                unreadable.get(),
                problem);
    }

    private static DeadLetterFilter filter(Instant since) {
        return new DeadLetterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(since),
                Optional.empty(),
                Set.of(),
                Optional.empty());
    }

    private static LetterGroup group(DeadLetter letter) {
        return new LetterGroup(
                letter.route(),
                letter.source(),
                letter.reason(),
                1,
                letter.detail(),
                letter.id().text(),
                letter.record().arrivalTime());
    }

    private static LetterGroup together(LetterGroup one, LetterGroup other) {
        LetterGroup newest = one.arrival().isAfter(other.arrival()) ? one : other;
        return new LetterGroup(
                newest.route(),
                newest.source(),
                newest.reason(),
                one.count() + other.count(),
                newest.detail(),
                newest.newestId(),
                newest.arrival());
    }
}
