package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.failure.PermanentException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

/** What a new owner does with the pin of an earlier one. */
@Timeout(60)
class ShardReplayTest {

    private final ShardStandIn shard = new ShardStandIn();
    private final Written written = new Written();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void aNewOwnerReplaysThePinnedRangeWhateverItsLimitsSay() {
        // Given a death after the write and before the acknowledgement
        shard.policy = new BatchPolicy(5, 1 << 20, Duration.ofSeconds(10));
        shard.put(12).open(written::write);
        shard.feed(7);
        await().until(() -> written.ranges().size() == 1);

        // When
        shard.policy = new BatchPolicy(2, 1, Duration.ofNanos(1));
        shard.budget = new MemoryBudget(1);
        shard.open(ShardStandIn.into(written));
        shard.feed(3);
        shard.poll();
        assertThat(written.ranges()).hasSize(1);
        shard.feed(3);
        shard.untilAcknowledged("1005.0");

        // Then
        assertThat(written.ranges()).startsWith("1001.0..1005.0", "1001.0..1005.0");
        assertThat(shard.lease.checkpoint().sequenceNumber()).isGreaterThanOrEqualTo("1005");
    }

    /** Whoever has the turn goes on; the other one gets it afterwards. */
    @RepeatedTest(50)
    void twoShardsThatReplayOverAFullBudgetBothFinish() {
        // Given
        MemoryBudget budget = new MemoryBudget(1);
        try (ShardStandIn other = new ShardStandIn()) {
            List<ShardStandIn> shards = List.of(shard, other);
            for (ShardStandIn each : shards) {
                each.budget = budget;
                each.put(3)
                        .lease
                        .pend(new ExtendedSequenceNumber("1003", 0L), "v1;start=1001.0;end=1003.0;settings=f1");
                each.open(ShardStandIn.into(new Written()));
            }

            // When
            CyclicBarrier together = new CyclicBarrier(2);
            CompletableFuture<Void> first = CompletableFuture.runAsync(() -> replay(shard, together, other));
            CompletableFuture<Void> second = CompletableFuture.runAsync(() -> replay(other, together, shard));
            CompletableFuture.allOf(first, second)
                    .orTimeout(10, TimeUnit.SECONDS)
                    .join();

            // Then
            assertThat(shards).allSatisfy(each -> assertThat(each.lease.calls()).contains("ack 1003.0"));
            assertThat(budget.usedBytes()).isZero();
        }
    }

    private static void replay(ShardStandIn shard, CyclicBarrier together, ShardStandIn waiting) {
        try {
            together.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
        shard.feed(3);
        await().pollInterval(Duration.ofMillis(1)).until(() -> {
            shard.poll();
            return shard.lease.calls().contains("ack 1003.0");
        });
        waiting.reader.wake();
    }

    @Test
    void aPinSurvivesAReplayThatIsCutShort() {
        // Given
        shard.put(9).open(written::write);
        shard.feed(3);
        await().until(() -> written.ranges().size() == 1);

        // When the replay has not reached the pinned end and the source stops
        shard.open(ShardStandIn.into(written));
        shard.feed(2);
        shard.state.stop();
        shard.requestShutdown();

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0");
        assertThat(shard.lease.pending()).isEqualTo(new ExtendedSequenceNumber("1003", 0L));
        assertThat(shard.readers.areDrained()).isFalse();
        shard.open(ShardStandIn.into(written));
        shard.feed(9);
        shard.untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(Written.records(1, 9));
    }

    @Test
    void aPinAtTheEndOfAShardIsReplayedWithItsRealEnd() {
        // Given a death inside shardEnded, after the pin
        shard.policy = new BatchPolicy(100, 1 << 20, Duration.ofSeconds(10));
        shard.put(5).open(batch -> {
            written.write(batch);
            shard.reader.abandon();
        });
        shard.feed(5);
        shard.endShard();
        assertThat(shard.lease.pending()).isEqualTo(ExtendedSequenceNumber.SHARD_END);

        // When
        shard.policy = new BatchPolicy(2, 1, Duration.ofNanos(1));
        shard.open(ShardStandIn.into(written));
        shard.feed(5);
        shard.endShard();

        // Then
        assertThat(written.ranges()).containsExactly("1001.0..1005.0", "1001.0..1005.0");
        assertThat(shard.lease.checkpoint()).isEqualTo(ExtendedSequenceNumber.SHARD_END);
    }

    @Test
    void aPinInsideAnAggregateIsReplayedToThatUserRecord() {
        // Given user records 2000.0 to 2000.6
        IntStream.range(0, 7).forEach(sub -> shard.put("2000", sub));
        shard.put("2001", 0);
        shard.open(written::write);
        shard.feed(5);
        await().until(() -> written.ranges().size() == 1);
        assertThat(shard.lease.calls()).containsExactly("pin 2000.2");

        // When
        shard.open(ShardStandIn.into(written));
        shard.feed(8);
        shard.requestShutdown();

        // Then
        assertThat(written.ranges())
                .containsExactly("2000.0..2000.2", "2000.0..2000.2", "2000.3..2000.5", "2000.6..2001.0");
        assertThat(written.records()).isEqualTo(Written.records(1, 8));
    }

    @Test
    void aPinWhoseEndRetentionRemovedIsCutBeforeTheFirstLaterRecord() {
        // Given
        shard.put(9).open(written::write);
        shard.feed(3);
        await().until(() -> written.ranges().size() == 1);
        shard.trim(4);

        // When
        shard.open(ShardStandIn.into(new Written()));
        shard.feed(5);
        shard.requestShutdown();

        // Then
        assertThat(shard.lease.calls())
                .containsExactly(
                        "pin 1003.0",
                        "pin 1003.0",
                        "ack 1003.0",
                        "pin 1007.0",
                        "ack 1007.0",
                        "pin 1009.0",
                        "ack 1009.0");
    }

    @Test
    void aBatchThatItsWriterGaveUpByItselfIsDeliveredAgainFromItsPin() {
        // Given a sink that was stopped under the writer, so that nothing is reported
        shard.put(3).open(written::write);

        // When
        shard.feed(3);
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            shard.poll();
            return shard.lease.term(ShardStandIn.SHARD).isEmpty();
        });

        // Then
        assertThat(shard.failure).hasNullValue();
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0");
        assertThat(shard.budget.usedBytes()).isZero();
        shard.open(ShardStandIn.into(written));
        shard.feed(3);
        shard.untilAcknowledged("1003.0");
        assertThat(written.ranges()).containsExactly("1001.0..1003.0", "1001.0..1003.0");
    }

    @Test
    void aSuspendedSourceReadsOnToTheEndOfItsReplayAndNoFurther() {
        // Given
        shard.put(9).open(written::write);
        shard.feed(3);
        await().until(() -> written.ranges().size() == 1);
        shard.open(ShardStandIn.into(written));
        shard.feed(1);

        // When
        shard.state.suspend();
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(8));
        await().atMost(Duration.ofSeconds(10)).until(shard.readers::areDrained);

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "pin 1003.0", "ack 1003.0");
        assertThat(feeding).isNotDone();
        shard.state.resume();
        shard.readers.wakeAll();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        shard.untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(Written.records(1, 9));
    }

    @Test
    void aPinOfOtherSettingsStopsTheSourceUnlessThatIsAccepted() {
        // Given
        shard.put(3).open(written::write);
        shard.feed(3);
        await().until(() -> written.ranges().size() == 1);

        // When
        shard.fingerprint = "f2";
        shard.open(ShardStandIn.into(written));
        shard.feed(3);

        // Then
        assertThat(shard.failure.get())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("old files")
                .hasMessageContaining("onSettingsMismatch=accept");
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0");
        shard.acceptMismatch = true;
        shard.open(ShardStandIn.into(written));
        shard.feed(3);
        shard.untilAcknowledged("1003.0");
    }

    @Test
    void aPendingCheckpointOfAnotherProgramStopsTheSource() {
        // Given
        shard.put(3).lease.pend(new ExtendedSequenceNumber("1002", 0L), "offset=7");

        // When
        shard.open(ShardStandIn.into(written));

        // Then
        assertThat(shard.failure.get())
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("applicationName of its own");
    }
}
