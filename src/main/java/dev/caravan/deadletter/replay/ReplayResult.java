package dev.caravan.deadletter.replay;

import dev.caravan.deadletter.read.DeadLetter;

/**
 * What became of one dead letter.
 *
 * @param target {@code topic NAME} or {@code stream NAME}
 * @param count which replay of the record it is, from 1
 * @param detail where it is now, or why it was not sent
 */
public record ReplayResult(DeadLetter letter, String target, int count, Kind kind, String detail) {

    /** Kinds of results; {@link #text()} is what people see. */
    public enum Kind {
        SENT("sent"),
        WOULD_BE_SENT("would be sent"),
        ALREADY_REPLAYED("already replayed"),
        UNCERTAIN("UNCERTAIN"),
        LIMIT_REACHED("limit reached"),
        NOT_SENT("not sent");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        public String text() {
            return text;
        }
    }
}
