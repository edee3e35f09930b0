package dev.caravan.deadletter.replay;

import dev.caravan.deadletter.read.DeadLetter;
import dev.caravan.deadletter.read.ReplayMark;
import dev.caravan.deadletter.replay.ReplayResult.Kind;
import dev.caravan.record.SourceRecord;
import java.util.List;
import java.util.Optional;

/**
 * What is to be done with one dead letter, by its count and the ledger.
 *
 * @param attempt number to claim
 * @param refusal empty if it may be sent
 */
record Plan(DeadLetter letter, String target, int attempt, Optional<ReplayResult> refusal) {

    static Plan of(DeadLetter letter, String target, List<Attempt.State> attempts, ReplayOptions options) {
        Plan plan = new Plan(letter, target, attempts.size() + 1, Optional.empty());
        if (letter.mark().count() >= options.maxReplays()) {
            return plan.refused(
                    Kind.LIMIT_REACHED,
                    "came back " + letter.mark().count() + " times: repair what rejects it, or choose a higher"
                            + " --max-replays");
        }
        Optional<Attempt.State> state = Attempt.State.of(attempts);
        if (options.again() || state.isEmpty()) {
            return plan;
        }
        return switch (state.get()) {
            case SENT -> plan.refused(Kind.ALREADY_REPLAYED, "--again sends it once more");
            case UNCERTAIN ->
                plan.refused(
                        Kind.UNCERTAIN,
                        "an earlier replay claimed it and did not say whether it was sent: it runs now, or it was"
                                + " ended. Look for the record, then send it with --again, which may double it");
            case NOT_SENT -> plan;
        };
    }

    Plan refused(Kind kind, String detail) {
        return new Plan(letter, target, attempt, Optional.of(result(kind, detail)));
    }

    ReplayMark mark() {
        return letter.mark().next(letter.id());
    }

    /** The original, but for its mark. */
    SourceRecord record() {
        SourceRecord original = letter.record();
        return new SourceRecord(
                original.position(),
                original.arrivalTime(),
                original.key(),
                original.value(),
                mark().in(original.headers()));
    }

    ReplayResult result(Kind kind, String detail) {
        return new ReplayResult(letter, target, mark().count(), kind, detail);
    }
}
