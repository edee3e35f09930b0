package dev.caravan.deadletter.replay;

import java.util.List;
import java.util.Optional;

/**
 * One replay of a record, as the ledger has it.
 *
 * @param number from 1
 * @param claim what was to be done, as JSON
 * @param outcome what came of it, as JSON; empty if nobody wrote it down: in progress, or ended by a crash
 */
public record Attempt(int number, State state, String claim, Optional<String> outcome) {

    /** How an attempt ended. */
    public enum State {
        SENT,
        NOT_SENT,
        /** The record may or may not have been sent. */
        UNCERTAIN;

        /** Of a record with these attempts: sent once is sent, whatever came later. */
        static Optional<State> of(List<State> attempts) {
            if (attempts.contains(SENT)) {
                return Optional.of(SENT);
            }
            return attempts.contains(UNCERTAIN)
                    ? Optional.of(UNCERTAIN)
                    : attempts.stream().findFirst();
        }
    }
}
