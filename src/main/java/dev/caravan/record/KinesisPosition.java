package dev.caravan.record;

import static java.util.Objects.requireNonNull;

/**
 * A Kinesis sequence number (decimal digits without leading zeros) and the sub-sequence number of a user record inside
 * a KPL aggregate (0 for a plain record); padded to 56 and 10 digits.
 */
public record KinesisPosition(String sequenceNumber, long subSequenceNumber) implements Position {

    private static final int SEQUENCE_DIGITS = 56;

    public KinesisPosition {
        requireNonNull(sequenceNumber, "sequenceNumber");
        if (sequenceNumber.isEmpty() || !sequenceNumber.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new IllegalArgumentException("A Kinesis sequence number has digits only, got " + sequenceNumber);
        }
        if (sequenceNumber.length() > 1 && sequenceNumber.charAt(0) == '0') {
            throw new IllegalArgumentException("A Kinesis sequence number has no leading zero, got " + sequenceNumber);
        }
        if (subSequenceNumber < 0) {
            throw new IllegalArgumentException("A sub-sequence number is 0 or more, got " + subSequenceNumber);
        }
    }

    /** Reads what {@link #text()} wrote: {@code SEQUENCE.SUBSEQUENCE}. */
    public static KinesisPosition parse(String text) {
        int dot = text.indexOf('.');
        if (dot < 0) {
            throw new IllegalArgumentException("A Kinesis position is SEQUENCE.SUBSEQUENCE, got " + text);
        }
        return new KinesisPosition(text.substring(0, dot), Long.parseLong(text.substring(dot + 1)));
    }

    @Override
    public String text() {
        return sequenceNumber + "." + subSequenceNumber;
    }

    @Override
    public String padded() {
        return "0".repeat(Math.max(0, SEQUENCE_DIGITS - sequenceNumber.length()))
                + sequenceNumber
                + "."
                + String.format("%010d", subSequenceNumber);
    }

    @Override
    public int compareTo(Position other) {
        if (!(other instanceof KinesisPosition kinesis)) {
            throw new IllegalArgumentException("Cannot compare " + this + " with " + other);
        }
        int byLength = Integer.compare(sequenceNumber.length(), kinesis.sequenceNumber.length());
        if (byLength != 0) {
            return byLength;
        }
        int bySequence = sequenceNumber.compareTo(kinesis.sequenceNumber);
        return bySequence != 0 ? bySequence : Long.compare(subSequenceNumber, kinesis.subSequenceNumber);
    }
}
