package dev.caravan.generate.sequence;

import java.time.Instant;
import java.util.Optional;

/**
 * One record as it is sent, with what the truth file has to know of it.
 *
 * @param index its place in the run
 * @param data the bytes to send; not to be changed
 * @param partitionKey the producer's routing key
 * @param slot good, repeat or bad
 * @param late whether its event time lies before the time it was due
 * @param group the value that records are counted by; empty when the record lacks it
 * @param eventTime empty when records have no timestamp
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record GeneratedRecord(
        long index,
        byte[] data,
        String partitionKey,
        Slot slot,
        boolean late,
        Optional<String> group,
        Optional<Instant> eventTime) {

    /** Whether it must arrive in the lake. */
    public boolean good() {
        return !(slot instanceof Slot.Bad);
    }

    GeneratedRecord repeatedAt(long newIndex, Slot repeat) {
        return new GeneratedRecord(newIndex, data, partitionKey, repeat, late, group, eventTime);
    }
}
