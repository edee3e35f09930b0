package dev.caravan.deadletter.read;

import static java.util.Objects.requireNonNull;

import dev.caravan.record.KinesisPosition;
import dev.caravan.record.SourceRecord;
import java.util.Optional;

/**
 * One dead letter as it was read back.
 *
 * @param id stays the same
 * @param reason code of {@link dev.caravan.record.Reason}, or one that a later version knows
 * @param source topic or stream
 * @param lineage tells apart the readers of a source, and a recreated source from its predecessor
 * @param record the original: position, arrival time, key, value, headers
 * @param sha256 of the value, verified; empty for a tombstone
 * @param mark how often it came back
 * @param object the S3 key it was read from
 */
public record DeadLetter(
        DeadLetterId id,
        String reason,
        String detail,
        String route,
        String source,
        String lineage,
        String partition,
        SourceRecord record,
        Optional<String> sha256,
        ReplayMark mark,
        String object) {

    public DeadLetter {
        requireNonNull(id, "id");
        requireNonNull(record, "record");
        requireNonNull(mark, "mark");
    }

    /** A Kinesis position has a dot, a Kafka offset has none. */
    public boolean isFromKinesis() {
        return record.position() instanceof KinesisPosition;
    }

    /** Bytes of the original value; 0 for a tombstone. */
    public int bytes() {
        return record.value() == null ? 0 : record.value().length;
    }

    /**
     * Names the record, the same for every reader and route that rejected it: two dead letters of one stream record must
     * not both be replayed. Arrival and content tell it from the record of the same offset in a recreated topic.
     */
    public String recordName() {
        return ShortName.of(
                record.arrivalTime(),
                source,
                partition,
                record.position().text(),
                record.arrivalTime().toString(),
                sha256.orElse("none"));
    }

    /** With a mark that is not kept in the record itself. */
    public DeadLetter withMark(ReplayMark other) {
        return new DeadLetter(id, reason, detail, route, source, lineage, partition, record, sha256, other, object);
    }
}
