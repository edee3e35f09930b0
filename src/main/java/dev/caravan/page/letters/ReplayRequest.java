package dev.caravan.page.letters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.caravan.deadletter.read.DeadLetterFilter;
import dev.caravan.page.http.TellableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Which dead letters somebody wants back in their source.
 *
 * @param confirmed how many would be sent, as a count before has said; empty to be counted only
 */
record ReplayRequest(DeadLetterFilter filter, Optional<Long> confirmed) {

    /** More than a person looks through is for the command. */
    static final long MOST = 10_000;

    static ReplayRequest of(JsonNode json) {
        Optional<Long> confirmed = json.path("confirmed").canConvertToLong()
                ? Optional.of(json.path("confirmed").asLong())
                : Optional.empty();
        Optional<Instant> writtenUntil = text(json, "writtenUntil").map(ReplayRequest::instant);
        if (confirmed.isPresent() && (confirmed.get() < 1 || confirmed.get() > MOST || writtenUntil.isEmpty())) {
            throw new TellableException("A replay names a number from 1 to " + MOST + " that was counted before");
        }
        return new ReplayRequest(
                new DeadLetterFilter(
                        text(json, "source"),
                        text(json, "reason"),
                        text(json, "route"),
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(),
                        writtenUntil),
                confirmed);
    }

    private static Optional<String> text(JsonNode json, String field) {
        return Optional.of(json.path(field).asText("")).filter(text -> !text.isEmpty());
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw new TellableException(text + " is no time", e);
        }
    }
}
