package dev.caravan.record;

import java.util.Optional;

/**
 * A pure function on one record; deterministic, without side effects, safe for several threads.
 *
 * <p>An empty answer filters the record out; {@link RejectedRecordException} makes it a dead letter.
 */
@FunctionalInterface
public interface RecordStep {

    Optional<BatchRecord> apply(BatchRecord record);
}
