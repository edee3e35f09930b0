package dev.caravan.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.failure.Abandonment;
import dev.caravan.object.Batches;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordBatchTest {

    @Test
    void whatIsDroppedAfterASplitIsNotSeenByTheNextOne() {
        // Given
        RecordBatch batch = Batches.of("a", "b", "c");
        assertThat(walked(batch)).containsExactly("a", "b", "c");

        // When
        batch.reject(batch.left().get(0), Reason.STEP_FAILED, "refused by a sink");
        batch.filter(batch.left().get(1));

        // Then
        assertThat(walked(batch)).containsExactly("c");
        assertThat(batch.outcome().rejectedCount()).isEqualTo(1);
        assertThat(batch.outcome().filteredCount()).isEqualTo(1);
    }

    @Test
    void placesDoNotMoveWhileASplitDropsRecords() {
        // Given
        RecordBatch batch = Batches.of("a", "b", "c");
        assertThat(walked(batch)).hasSize(3);

        // When
        batch.filter(batch.left().get(0));

        // Then
        assertThat(text(batch.left().get(1))).isEqualTo("b");
    }

    @Test
    void releasingABatchReleasesThoseThatItWasMadeFrom() {
        // Given
        AtomicInteger releases = new AtomicInteger();
        RecordBatch read = Batches.of(new Abandonment(), releases::incrementAndGet, "a", "b");
        RecordBatch stepped = read.with(Optional::of);
        RecordBatch collected = stepped.withContents(stepped.left());

        // When
        collected.release();
        collected.release();

        // Then: nothing that the exchange may still hold keeps the raw records
        assertThat(stepped.isReleased()).isTrue();
        assertThat(read.isReleased()).isTrue();
        assertThat(releases).hasValue(1);
    }

    private static List<String> walked(RecordBatch batch) {
        List<String> texts = new ArrayList<>();
        for (BatchRecord record : batch) {
            texts.add(text(record));
        }
        return texts;
    }

    private static String text(BatchRecord record) {
        return new String(record.bytes(), UTF_8);
    }
}
