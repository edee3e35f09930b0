package dev.caravan.deadletter.replay;

import dev.caravan.deadletter.read.DeadLetterId;
import dev.caravan.deadletter.read.ReplayMark;
import dev.caravan.object.ObjectKey;
import dev.caravan.object.PercentEncoding;
import dev.caravan.object.Prefix;
import dev.caravan.record.Position;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where things lie in the ledger, so that a listing alone says how a record stands:
 *
 * <ul>
 *   <li>{@code records/RECORD/NNNN-claimed.json}, and beside it {@code NNNN-sent.json}, {@code NNNN-not-sent.json} or
 *       {@code NNNN-uncertain.json}
 *   <li>{@code returns/STREAM/SHARD/POSITION-COUNT-FIRST.json}: the record at this position is a replay
 * </ul>
 */
record LedgerKeys(Prefix ledger) {

    private static final Pattern ATTEMPT = Pattern.compile(".*/(\\d{4,9})-(claimed|sent|not-sent|uncertain)\\.json");
    private static final Pattern RETURN = Pattern.compile(".*/(\\d+\\.\\d+)-(\\d{1,9})-(\\d{8}-[a-z2-7]{12})\\.json");
    private static final String CLAIMED = "claimed";

    /** One object of an attempt; without a state it is the claim. */
    record AttemptKey(String key, int number, Optional<Attempt.State> state) {}

    /** @param position padded */
    record ReturnKey(String position, ReplayMark mark) {}

    Prefix record(String recordName) {
        return ledger.folder("records").folder(recordName);
    }

    ObjectKey claim(String recordName, int number) {
        return attempt(recordName, number, CLAIMED);
    }

    ObjectKey outcome(String recordName, int number, Attempt.State state) {
        return attempt(recordName, number, word(state));
    }

    Prefix returns(String stream, String shard) {
        return ledger.folder("returns").folder(PercentEncoding.encode(stream)).folder(PercentEncoding.encode(shard));
    }

    ObjectKey returned(String stream, String shard, Position position, ReplayMark mark) {
        String first = mark.first().map(DeadLetterId::text).orElseThrow();
        return new ObjectKey(
                returns(stream, shard).value() + position.padded() + "-" + mark.count() + "-" + first + ".json");
    }

    static Optional<AttemptKey> readAttempt(String key) {
        Matcher name = ATTEMPT.matcher(key);
        if (!name.matches()) {
            return Optional.empty();
        }
        Optional<Attempt.State> state = Optional.empty();
        for (Attempt.State each : Attempt.State.values()) {
            state = word(each).equals(name.group(2)) ? Optional.of(each) : state;
        }
        return Optional.of(new AttemptKey(key, Integer.parseInt(name.group(1)), state));
    }

    static Optional<ReturnKey> readReturn(String key) {
        Matcher name = RETURN.matcher(key);
        return name.matches()
                ? Optional.of(new ReturnKey(
                        name.group(1),
                        new ReplayMark(Integer.parseInt(name.group(2)), Optional.of(new DeadLetterId(name.group(3))))))
                : Optional.empty();
    }

    private ObjectKey attempt(String recordName, int number, String word) {
        return new ObjectKey(record(recordName).value() + String.format("%04d", number) + "-" + word + ".json");
    }

    private static String word(Attempt.State state) {
        return switch (state) {
            case SENT -> "sent";
            case NOT_SENT -> "not-sent";
            case UNCERTAIN -> "uncertain";
        };
    }
}
