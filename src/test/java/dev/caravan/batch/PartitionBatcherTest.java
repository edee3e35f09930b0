package dev.caravan.batch;

import static dev.caravan.batch.BatcherRig.pin;
import static dev.caravan.batch.BatcherRig.range;
import static dev.caravan.batch.BatcherRig.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.record.KafkaPosition;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PartitionBatcherTest {

    private static final Duration AGE = BatcherRig.POLICY.maxAge();

    @Test
    void aBatchIsCutAtTheRecordLimit() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 3);

        // When
        BatchInDelivery batch = rig.batcher.freeze(false).orElseThrow();

        // Then
        assertThat(range(batch)).isEqualTo("0-2");
        assertThat(batch.cause()).isEqualTo(FlushCause.RECORDS);
        assertThat(rig.batcher.bufferedRecords()).isEqualTo(1);
        assertThat(rig.batcher.pendingRecords()).isEqualTo(4);
    }

    @Test
    void aBatchIsCutBeforeTheRecordThatExceedsTheByteLimit() {
        // Given
        BatcherRig rig = BatcherRig.at(0);
        rig.batcher.add(record(0, 60));
        rig.batcher.add(record(1, 60));

        // When
        BatchInDelivery batch = rig.batcher.freeze(false).orElseThrow();

        // Then
        assertThat(range(batch)).isEqualTo("0-0");
        assertThat(batch.cause()).isEqualTo(FlushCause.BYTES);
    }

    @Test
    void aRecordLargerThanTheByteLimitIsABatchOfItsOwn() {
        // Given
        BatcherRig rig = BatcherRig.at(0);
        rig.batcher.add(record(0, 1_000));
        rig.batcher.add(record(1, 10));

        // Then
        assertThat(rig.deliver()).isEqualTo("0-0");
        assertThat(rig.deliver()).isNull();
    }

    @Test
    void aQuietPartitionIsFlushedWhenItsFirstRecordIsOldEnough() {
        // Given
        BatcherRig rig = BatcherRig.at(7).add(7, 7);
        rig.elapse(AGE.minusNanos(1));
        assertThat(rig.batcher.freeze(false)).isEmpty();

        // When
        rig.elapse(Duration.ofNanos(1));

        // Then
        assertThat(rig.batcher.freeze(false).orElseThrow().cause()).isEqualTo(FlushCause.AGE);
    }

    @Test
    void anAgedBatchReachesToThePositionReadAndNotOnlyToItsLastRecord() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 1).passed(5);

        // When
        rig.elapse(AGE);

        // Then
        assertThat(rig.deliver()).isEqualTo("0-5");
        assertThat(rig.add(6, 8).deliver()).isEqualTo("6-8");
    }

    @Test
    void positionsWithoutRecordsAreAcknowledgedByAnEmptyBatchOnceTheyAreOld() {
        // Given
        BatcherRig rig = BatcherRig.at(10).passed(9).passed(12);
        assertThat(rig.deliver()).isNull();

        // When
        rig.elapse(AGE);

        // Then
        assertThat(rig.deliver()).isEqualTo("10-12");
        rig.elapse(AGE);
        assertThat(rig.deliver()).isNull();
    }

    @Test
    void aSteadyFlowOfPositionsWithoutRecordsDoesNotPutTheEmptyBatchOff() {
        // Given
        BatcherRig rig = BatcherRig.at(0);
        for (int offset = 0; offset < 10; offset++) {
            rig.passed(offset);
            rig.elapse(AGE.dividedBy(10));
        }

        // Then
        assertThat(rig.deliver()).isEqualTo("0-9");
    }

    @Test
    void theEndOfAFrozenBatchNeverChanges() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 0);
        rig.elapse(AGE);
        BatchInDelivery frozen = rig.batcher.freeze(false).orElseThrow();

        // When
        rig.add(1, 5);

        // Then
        assertThat(rig.batcher.freeze(true)).containsSame(frozen);
        assertThat(frozen.pin()).isEqualTo(pin(0, 0));
    }

    @Test
    void theNextBatchFillsButIsFrozenOnlyWhenTheOneBeforeIsWritten() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 5);
        rig.batcher.freeze(false);
        BatchInDelivery first = rig.batcher.pinned();
        assertThat(rig.batcher.freeze(true)).isEmpty();
        assertThat(rig.batcher.wantsMore()).isFalse();

        // When
        first.written();

        // Then
        BatchInDelivery second = rig.batcher.freeze(false).orElseThrow();
        assertThat(range(second)).isEqualTo("3-5");
        assertThat(second.range().previousEnd()).contains(new KafkaPosition(2));
        rig.batcher.acknowledged();
        assertThat(rig.batcher.pinned()).isSameAs(second);
    }

    @Test
    void aReplayIsCutExactlyAtItsPinWhateverTheLimitsSay() {
        // Given
        BatcherRig rig = BatcherRig.replaying(100, 119).add(100, 118);
        rig.elapse(AGE.multipliedBy(3));
        assertThat(rig.batcher.freeze(true)).isEmpty();
        assertThat(rig.batcher.wantsMore()).isTrue();

        // When
        rig.add(119, 121);

        // Then
        assertThat(rig.batcher.wantsMore()).isFalse();
        BatchInDelivery batch = rig.batcher.freeze(false).orElseThrow();
        assertThat(batch.pin()).isEqualTo(pin(100, 119));
        assertThat(batch.cause()).isEqualTo(FlushCause.REPLAY);
        assertThat(batch.recordCount()).isEqualTo(20);
        assertThat(rig.deliver()).isEqualTo("100-119");
        assertThat(rig.deliver()).isNull();
        assertThat(rig.add(122, 122).deliver()).isEqualTo("120-122");
    }

    @Test
    void aReplayEndsOnceTheReaderHasPassedItsEndAlthoughTheLastRecordIsGone() {
        // Given
        BatcherRig rig = BatcherRig.replaying(0, 4).add(0, 1);

        // When
        rig.add(9, 9);

        // Then
        assertThat(rig.deliver()).isEqualTo("0-4");
        rig.elapse(AGE);
        assertThat(rig.deliver()).isEqualTo("5-9");
    }

    @Test
    void aReplayKeepsTheFingerprintOfItsPin() {
        // Given
        Pin old = new Pin(new KafkaPosition(0), new KafkaPosition(1), "01d");
        BatcherRig rig = new BatcherRig(BatcherRig.POLICY, new MemoryBudget(1_000), old, 0).add(0, 1);

        // Then
        assertThat(rig.batcher.freeze(false).orElseThrow().pin()).isEqualTo(old);
    }

    @Test
    void aReplayIsDeliveredUnderTheSettingsOfThisProcess() {
        // Given: accepted at the source, or it would not come here
        Pin other = new Pin(new KafkaPosition(0), new KafkaPosition(4), "0123");
        BatcherRig rig = new BatcherRig(BatcherRig.POLICY, new MemoryBudget(1 << 20), other, 0).add(0, 4);

        // When
        BatchInDelivery batch = rig.batcher.freeze(false).orElseThrow();

        // Then
        assertThat(batch.pin().settings()).isEqualTo("0123");
        assertThat(batch.range().settings()).isEqualTo("f00d");
    }

    @Test
    void aReplayWhoseEndIsMissingFromTheLogEndsWhereTheLogDoes() {
        // Given
        BatcherRig rig = BatcherRig.replaying(0, 9).add(0, 3);

        // When
        rig.batcher.endReplayAt(new KafkaPosition(3));

        // Then
        assertThat(rig.deliver()).isEqualTo("0-3");
        assertThatThrownBy(() -> rig.batcher.endReplayAt(new KafkaPosition(5)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anAbandonedBatchTakesNoReportAndAcknowledgesNothing() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 2);
        rig.batcher.freeze(false);
        BatchInDelivery batch = rig.batcher.pinned();

        // When
        rig.batcher.close();
        batch.written();

        // Then
        assertThat(batch.isWritten()).isFalse();
        assertThat(batch.abandonment().isAbandoned()).isTrue();
        assertThatThrownBy(rig.batcher::acknowledged).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aBatchThatWasWrittenButNotAcknowledgedIsVoidOnceAbandoned() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 2);
        rig.batcher.freeze(false);
        BatchInDelivery batch = rig.batcher.pinned();
        batch.written();

        // When
        rig.batcher.close();

        // Then
        assertThat(batch.isWritten()).isFalse();
    }

    @Test
    void nothingIsAttemptedBeforeThePin() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 2);

        // Then
        BatchInDelivery frozen = rig.batcher.freeze(false).orElseThrow();
        assertThatThrownBy(frozen::attempt)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not pinned");
    }

    @Test
    void aReleasedBatchCannotBeAttemptedAgain() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 2);
        rig.batcher.freeze(false);
        BatchInDelivery batch = rig.batcher.pinned();

        // When
        batch.attempt().release();

        // Then
        assertThat(batch.canAttempt()).isFalse();
        assertThat(rig.budget.usedBytes()).isZero();
        assertThatThrownBy(batch::attempt)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("released");
    }

    @Test
    void aRecordOutOfOrderIsADefectOfTheSource() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 2);

        // Then
        assertThatThrownBy(() -> rig.add(2, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("orders-3");
    }

    @Test
    void stoppingCutsWhatIsBuffered() {
        // Given
        BatcherRig rig = BatcherRig.at(0).add(0, 0);

        // When
        BatchInDelivery batch = rig.batcher.freeze(true).orElseThrow();

        // Then
        assertThat(batch.cause()).isEqualTo(FlushCause.SHUTDOWN);
        assertThat(rig.batcher.isEmpty()).isFalse();
        rig.batcher.pinned().written();
        rig.batcher.acknowledged();
        assertThat(rig.batcher.isEmpty()).isTrue();
        assertThat(rig.batcher.acknowledgedPosition()).contains(new KafkaPosition(0));
    }
}
