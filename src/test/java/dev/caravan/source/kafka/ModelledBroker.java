package dev.caravan.source.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/** One partition as its broker holds it: the log, the committed offset, and who may commit. */
final class ModelledBroker {

    /** What becomes of a commit. */
    enum Reply {
        CONFIRMED,
        LOST_ON_THE_WAY_BACK,
        LOST_ON_THE_WAY
    }

    /** Payload bytes by offset; 0 where no record is, as after compaction. */
    private final List<Integer> log = new ArrayList<>();

    private OffsetAndMetadata committed;
    private int generation;

    void append(int bytes) {
        log.add(bytes);
    }

    int bytes(long offset) {
        return log.get((int) offset);
    }

    int end() {
        return log.size();
    }

    /** Null if nothing was ever committed. */
    OffsetAndMetadata committed() {
        return committed;
    }

    /** A new owner: commits of those before are refused from now on. */
    int newGeneration() {
        return ++generation;
    }

    /** True if the owner learns that the commit was applied. */
    boolean commit(int ofGeneration, OffsetAndMetadata commit, Reply reply) {
        if (ofGeneration != generation || reply == Reply.LOST_ON_THE_WAY) {
            return false;
        }
        assertThat(commit.offset())
                .as("the next committed offset")
                .isGreaterThanOrEqualTo(committed == null ? 0 : committed.offset());
        committed = commit;
        return reply == Reply.CONFIRMED;
    }

    /** Every offset with a record, in order. */
    List<Long> records(long before) {
        List<Long> offsets = new ArrayList<>();
        for (long offset = 0; offset < before; offset++) {
            if (bytes(offset) > 0) {
                offsets.add(offset);
            }
        }
        return offsets;
    }
}
