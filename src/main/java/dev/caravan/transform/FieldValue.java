package dev.caravan.transform;

import dev.caravan.record.BatchRange;
import dev.caravan.record.BatchRecord;

/** Where {@code records:set} takes its text from; nothing here depends on when or where it runs. */
@FunctionalInterface
interface FieldValue {

    String of(BatchRange range, BatchRecord record);

    /**
     * @param name one of the documented names, or null
     * @param constant a fixed text, or null; exactly one of the two is given
     */
    static FieldValue of(String name, String constant) {
        if ((name == null) == (constant == null)) {
            throw new IllegalArgumentException("records:set needs either the option value or the option constant");
        }
        if (constant != null) {
            return (range, record) -> constant;
        }
        return switch (name) {
            case "batch-id" -> (range, record) -> range.id();
            case "source" -> (range, record) -> range.partition().source();
            case "partition" -> (range, record) -> range.partition().partition();
            case "position" -> (range, record) -> record.source().position().text();
            case "arrival-time" ->
                (range, record) -> record.source().arrivalTime().toString();
            default ->
                throw new IllegalArgumentException("records:set cannot set " + name
                        + "; it is one of batch-id, source, partition, position, arrival-time. A clock or a random value"
                        + " would make another object on a replay");
        };
    }
}
