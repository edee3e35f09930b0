package dev.caravan.transform;

import dev.caravan.record.BatchRange;
import dev.caravan.record.RecordStep;

/** Makes the record step for one batch. */
@FunctionalInterface
interface BatchStep {

    RecordStep on(BatchRange range);
}
