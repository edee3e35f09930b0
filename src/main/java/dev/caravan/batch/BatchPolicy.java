package dev.caravan.batch;

import java.time.Duration;

/**
 * When a batch is cut: whichever limit is reached first.
 *
 * @param maxRecords records in one batch, 1 or more
 * @param maxBytes bytes of keys and values in one batch; a single larger record is a batch of its own
 * @param maxAge longest time that a record waits in an open batch, an idle partition included
 */
public record BatchPolicy(int maxRecords, long maxBytes, Duration maxAge) {

    public BatchPolicy {
        if (maxRecords < 1) {
            throw new IllegalArgumentException("maxRecords is 1 or more, got " + maxRecords);
        }
        if (maxBytes < 1) {
            throw new IllegalArgumentException("maxBytes is 1 or more, got " + maxBytes);
        }
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw new IllegalArgumentException("maxAge is more than 0, got " + maxAge);
        }
    }
}
