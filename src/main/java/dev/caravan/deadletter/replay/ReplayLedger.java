package dev.caravan.deadletter.replay;

import static java.util.Objects.requireNonNull;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.DeadLetterSettings;
import dev.caravan.deadletter.read.ReplayMark;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.Retry;
import dev.caravan.object.ObjectContent;
import dev.caravan.object.ObjectKey;
import dev.caravan.object.S3Bucket;
import dev.caravan.send.SendOutcome;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * Writes down which records are replayed, in objects that are created once and never changed. A record is claimed under a
 * number by whoever creates the object of that number first. Thread-safe.
 *
 * <p>Every call throws {@link dev.caravan.failure.PermanentException}, or {@link
 * dev.caravan.failure.RetryableException} when S3 has not answered for half a minute.
 */
public final class ReplayLedger {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String TOKEN = "claim";

    private final S3Bucket bucket;
    private final LedgerKeys keys;
    private final Clock clock;
    private final String operator;
    private final Retry retry = Retry.atMost(PATIENCE, Backoff.DEFAULT);

    /**
     * @param bucket that of the dead letters; started and stopped by the caller
     * @param operator who replays, as the ledger names him
     */
    public ReplayLedger(S3Bucket bucket, DeadLetterSettings place, Clock clock, String operator) {
        this.bucket = requireNonNull(bucket, "bucket");
        this.keys = new LedgerKeys(place.ledger());
        this.clock = requireNonNull(clock, "clock");
        this.operator = requireNonNull(operator, "operator");
    }

    /**
     * Claims the record for one attempt.
     *
     * @return false if somebody else has this attempt
     */
    boolean claim(DeadLetter letter, int number, String target, ReplayMark mark) {
        ObjectKey key = keys.claim(letter.recordName(), number);
        ObjectContent content = LedgerEntry.claim(letter, target, mark, operator, clock.instant());
        // Tells our own claim, the reply to which was lost, from that of somebody else.
        String token = UUID.randomUUID().toString();
        return create(key, content, Map.of(TOKEN, token))
                || bucket.metadata(key)
                        .map(found -> token.equals(found.get(TOKEN)))
                        .orElse(false);
    }

    /** Writes down what came of the attempt. */
    void settle(DeadLetter letter, int number, SendOutcome outcome) {
        ObjectKey key = keys.outcome(letter.recordName(), number, LedgerEntry.state(outcome));
        create(key, LedgerEntry.outcome(outcome, clock.instant()), Map.of());
    }

    /** Writes down that the record at this position is a replay, for a target that keeps no headers. */
    void willReturn(DeadLetter letter, String stream, SendOutcome.Sent sent, ReplayMark mark) {
        create(keys.returned(stream, sent.partition(), sent.position(), mark), LedgerEntry.returned(letter), Map.of());
    }

    private boolean create(ObjectKey key, ObjectContent content, Map<String, String> metadata) {
        String what = "Writing " + bucket.location(key);
        try {
            return retry.untilDone(what, new Abandonment(), () -> bucket.create(key, content, metadata));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(what + " failed: " + e, e);
        }
    }
}
