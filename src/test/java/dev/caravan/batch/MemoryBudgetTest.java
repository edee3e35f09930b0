package dev.caravan.batch;

import static dev.caravan.batch.BatcherRig.pin;
import static dev.caravan.batch.BatcherRig.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemoryBudgetTest {

    private static final BatchPolicy LARGE = new BatchPolicy(1_000_000, 1 << 30, Duration.ofHours(1));
    private static final int HELD = (int) record(0, 1_000).heldBytes();

    private final MemoryBudget budget = new MemoryBudget(10L * HELD);

    @Test
    void nearTheCeilingTheLargestOpenBatchIsFlushedEarly() {
        // Given
        BatcherRig small = new BatcherRig(LARGE, budget, null, 0);
        BatcherRig large = new BatcherRig(LARGE, budget, null, 0);
        fill(small, 0, 3);

        // When
        fill(large, 0, 5);

        // Then
        assertThat(small.batcher.freeze(false)).isEmpty();
        assertThat(large.batcher.freeze(false).orElseThrow().cause()).isEqualTo(FlushCause.MEMORY);
    }

    @Test
    void atTheCeilingPartitionsThatHoldRecordsReadNoMoreAndEmptyOnesDo() {
        // Given
        BatcherRig one = new BatcherRig(LARGE, budget, null, 0);
        BatcherRig other = new BatcherRig(LARGE, budget, null, 0);

        // When
        fill(one, 0, 10);

        // Then
        assertThat(budget.isFull()).isTrue();
        assertThat(one.batcher.wantsMore()).isFalse();
        assertThat(other.batcher.wantsMore()).isTrue();
    }

    @Test
    void atTheCeilingASmallBatchIsFlushedAlthoughTheLargestWaitsForItsSink() {
        // Given
        BatcherRig stuck = new BatcherRig(LARGE, budget, null, 0);
        BatcherRig other = new BatcherRig(LARGE, budget, null, 0);
        fill(stuck, 0, 6);
        stuck.batcher.freeze(true);
        stuck.batcher.pinned();
        fill(stuck, 6, 3);

        // When
        fill(other, 0, 1);

        // Then
        assertThat(other.deliver()).isEqualTo("0-0");
        assertThat(other.batcher.wantsMore()).isTrue();
    }

    @Test
    void memoryThatStaysShortAfterAReleaseIsAskedOfTheNextLargest() {
        // Given
        BatcherRig one = new BatcherRig(LARGE, budget, null, 0);
        BatcherRig other = new BatcherRig(LARGE, budget, null, 0);
        fill(one, 0, 12);
        fill(other, 0, 11);

        // When
        assertThat(one.deliver()).isEqualTo("0-11");

        // Then
        assertThat(budget.isFull()).isTrue();
        assertThat(other.deliver()).isEqualTo("0-10");
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void aReplayIsNotAskedToFlushSinceItCannot() {
        // Given
        BatcherRig replay = new BatcherRig(LARGE, budget, pin(0, 99), 0);
        BatcherRig other = new BatcherRig(LARGE, budget, null, 0);
        fill(replay, 0, 6);

        // When
        fill(other, 0, 2);

        // Then
        assertThat(other.batcher.freeze(false).orElseThrow().cause()).isEqualTo(FlushCause.MEMORY);
    }

    @Test
    void replaysLargerThanTheBudgetGoOnOneAtATime() {
        // Given
        BatcherRig first = new BatcherRig(LARGE, budget, pin(0, 19), 0);
        BatcherRig second = new BatcherRig(LARGE, budget, pin(0, 19), 0);
        fill(first, 0, 6);
        fill(second, 0, 6);

        // When
        assertThat(first.batcher.wantsMore()).isTrue();

        // Then
        assertThat(second.batcher.wantsMore()).isFalse();
        fill(first, 6, 14);
        first.batcher.freeze(false);
        BatchInDelivery replayed = first.batcher.pinned();
        assertThat(second.batcher.wantsMore()).isFalse();
        replayed.written();
        first.batcher.acknowledged();
        assertThat(second.batcher.wantsMore()).isTrue();
        fill(second, 6, 14);
        assertThat(second.deliver()).isEqualTo("0-19");
        assertThat(budget.usedBytes()).isZero();
    }

    @Test
    void aPartitionThatIsTakenAwayGivesItsMemoryAndItsTurnBack() {
        // Given
        BatcherRig first = new BatcherRig(LARGE, budget, pin(0, 99), 0);
        BatcherRig second = new BatcherRig(LARGE, budget, pin(0, 99), 0);
        fill(first, 0, 12);
        fill(second, 0, 11);
        assertThat(first.batcher.wantsMore()).isTrue();
        assertThat(second.batcher.wantsMore()).isFalse();

        // When
        first.batcher.close();

        // Then
        assertThat(budget.usedBytes()).isEqualTo(11L * HELD);
        assertThat(second.batcher.wantsMore()).isTrue();
    }

    @Test
    void aBatchReleasedAfterItsPartitionWasTakenAwayIsNotCountedTwice() {
        // Given
        BatcherRig rig = new BatcherRig(LARGE, budget, null, 0);
        fill(rig, 0, 3);
        rig.batcher.freeze(true);
        BatchInDelivery batch = rig.batcher.pinned();
        dev.caravan.record.RecordBatch body = batch.attempt();

        // When
        rig.batcher.close();
        body.release();

        // Then
        assertThat(budget.usedBytes()).isZero();
    }

    private static void fill(BatcherRig rig, long first, int count) {
        for (long offset = first; offset < first + count; offset++) {
            rig.batcher.add(record(offset, 1_000));
        }
    }
}
