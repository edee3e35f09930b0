package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.batch.BatchPolicy;
import dev.caravan.batch.MemoryBudget;
import dev.caravan.failure.PermanentException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.kinesis.exceptions.KinesisClientLibDependencyException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.retrieval.kpl.ExtendedSequenceNumber;

@Timeout(60)
class ShardReaderTest {

    private final ShardStandIn shard = new ShardStandIn();
    private final Written written = new Written();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void aBatchIsPinnedBeforeItIsWrittenAndAcknowledgedAfterIt() {
        // Given
        List<List<String>> callsBeforeWrite = new CopyOnWriteArrayList<>();
        shard.put(7).open(batch -> {
            callsBeforeWrite.add(shard.lease.calls());
            ShardStandIn.into(written).accept(batch);
        });

        // When
        shard.feed(7);
        untilAcknowledged("1006.0");

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "ack 1003.0", "pin 1006.0", "ack 1006.0");
        assertThat(callsBeforeWrite).first().isEqualTo(List.of("pin 1003.0"));
        assertThat(written.records()).isEqualTo(records(1, 6));
        assertThat(shard.reader.status().orElseThrow().pending()).isEqualTo(1);
    }

    @Test
    void theStateOfAPinHasStartAndEnd() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        shard.put(3).open(batch -> awaitQuietly(never));

        // When
        shard.feed(3);

        // Then
        assertThat(new String(shard.lease.pendingState(), StandardCharsets.UTF_8))
                .isEqualTo("v1;start=1001.0;end=1003.0;settings=f1");
        assertThat(shard.lease.checkpoint()).isEqualTo(ExtendedSequenceNumber.TRIM_HORIZON);
    }

    @Test
    void anOpenBatchIsCutByItsAgeOnAnIdleShard() {
        // Given
        shard.put(2).open(ShardStandIn.into(written));
        shard.feed(2);
        shard.poll();
        assertThat(shard.lease.calls()).isEmpty();

        // When
        shard.nanoTime.addAndGet(Duration.ofSeconds(10).toNanos());

        // Then
        untilAcknowledged("1002.0");
        assertThat(written.records()).isEqualTo(records(1, 2));
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
        untilAcknowledged("1005.0");

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
        untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(records(1, 9));
    }

    @Test
    void theEndOfAShardIsAcknowledgedAfterAllItsRecords() {
        // Given
        shard.put(5).open(ShardStandIn.into(written));
        shard.feed(5);

        // When
        shard.endShard();

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "ack 1003.0", "pin SHARD_END", "ack SHARD_END");
        assertThat(written.records()).isEqualTo(records(1, 5));
    }

    @Test
    void anEmptyShardIsAcknowledgedAtItsEnd() {
        // Given
        shard.open(ShardStandIn.into(written));

        // When
        shard.endShard();

        // Then
        assertThat(shard.lease.calls()).containsExactly("ack SHARD_END");
        assertThat(written.records()).isEmpty();
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
        assertThat(written.records()).isEqualTo(records(1, 8));
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
    void throttlesAreRetriedWithTheSameEndBeforeAnythingIsWritten() {
        // Given
        shard.put(3).open(ShardStandIn.into(written));
        shard.lease.failWith(
                new ThrottlingException("throttled"), new KinesisClientLibDependencyException("no connection"));

        // When
        shard.feed(3);
        shard.lease.failWith(new ThrottlingException("throttled"));
        untilAcknowledged("1003.0");

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "ack 1003.0");
        assertThat(written.ranges()).containsExactly("1001.0..1003.0");
    }

    @Test
    void whoHasLostTheLeaseWritesAndAcknowledgesNothing() {
        // Given
        shard.put(6).open(ShardStandIn.into(written));

        // When
        shard.lease.lose();
        shard.feed(6);
        shard.poll();

        // Then
        assertThat(shard.lease.calls()).isEmpty();
        assertThat(written.ranges()).isEmpty();
        assertThat(shard.failure).hasNullValue();
        assertThat(shard.budget.usedBytes()).isZero();
    }

    @Test
    void aLateWriterOfAnEarlierOwnerAcknowledgesNothing() {
        // Given
        CountDownLatch stalled = new CountDownLatch(1);
        shard.put(6).open(batch -> {
            awaitQuietly(stalled);
            ShardStandIn.into(written).accept(batch);
        });
        shard.feed(3);
        ShardReader earlier = shard.reader;

        // When another owner replays, and only then the earlier one's write ends
        shard.open(ShardStandIn.into(written));
        shard.feed(6);
        untilAcknowledged("1006.0");
        stalled.countDown();
        await().until(() -> written.ranges().size() == 3);
        List<String> calls = shard.lease.calls();
        earlier.shutdownRequested(null);

        // Then
        assertThat(shard.lease.calls()).isEqualTo(calls);
        assertThat(written.records()).isEqualTo(records(1, 6));
    }

    @Test
    void aBatchThatCannotBeDeliveredStopsTheSourceAndIsNotAcknowledged() {
        // Given
        shard.put(9).open(batch -> batch.failed(new PermanentException("no such bucket")));

        // When
        shard.feed(3);
        await().until(() -> {
            shard.poll();
            return shard.failure.get() != null;
        });
        shard.feed(6);
        shard.requestShutdown();

        // Then
        assertThat(shard.failure.get()).hasMessageContaining("no such bucket");
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0");
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
        untilAcknowledged("1003.0");
        assertThat(written.ranges()).containsExactly("1001.0..1003.0", "1001.0..1003.0");
    }

    @Test
    void inputThatWasSkippedIsReadAgain() {
        // Given
        shard.put(9).open(ShardStandIn.into(written));
        shard.feed(2);

        // When
        shard.skip(2);
        shard.feed(5);

        // Then
        assertThat(shard.lease.term(ShardStandIn.SHARD)).isEmpty();
        assertThat(shard.lease.calls()).isEmpty();
        shard.open(ShardStandIn.into(written));
        shard.feed(9);
        untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(records(1, 9));
    }

    @Test
    void readingWaitsForTheSinkAndGoesOnAfterIt() {
        // Given
        CountDownLatch sink = new CountDownLatch(1);
        shard.put(9).open(batch -> {
            awaitQuietly(sink);
            ShardStandIn.into(written).accept(batch);
        });

        // When
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(9));
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> !feeding.isDone());
        assertThat(shard.reader.status().orElseThrow().pending()).isEqualTo(9);
        sink.countDown();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        untilAcknowledged("1009.0");

        // Then
        assertThat(written.records()).isEqualTo(records(1, 9));
    }

    @Test
    void aStopFreesAReaderThatWaitsAndTheRestIsLeftToTheNextOwner() {
        // Given
        CountDownLatch sink = new CountDownLatch(1);
        shard.put(9).open(batch -> {
            awaitQuietly(sink);
            ShardStandIn.into(written).accept(batch);
        });
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(9));
        await().until(() -> !shard.lease.calls().isEmpty());

        // When
        shard.state.stop();
        shard.readers.wakeAll();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        shard.feed(0);
        sink.countDown();
        shard.endShard();

        // Then what was buffered is acknowledged, but not the end of the shard
        assertThat(shard.lease.calls()).last().asString().startsWith("ack 100");
        assertThat(shard.lease.checkpoint().isSentinelCheckpoint()).isFalse();
        shard.open(ShardStandIn.into(written));
        shard.feed(9);
        shard.endShard();
        assertThat(written.records()).isEqualTo(records(1, 9));
    }

    @Test
    void aReaderThatWaitsNoticesThatItsLeaseIsGone() {
        // Given
        shard.put(9).open(batch -> awaitQuietly(new CountDownLatch(1)));
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(9));
        await().until(() -> !shard.lease.calls().isEmpty());

        // When
        shard.lease.lose();

        // Then
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(shard.reader.status()).isEmpty();
    }

    @Test
    void aSuspendedSourceWritesWhatIsBufferedAndHoldsTheRest() {
        // Given
        shard.put(4).open(ShardStandIn.into(written));
        shard.feed(2);

        // When
        shard.state.suspend();
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(2));
        await().until(() -> shard.lease.calls().contains("ack 1002.0") && shard.readers.areDrained());

        // Then
        assertThat(feeding).isNotDone();
        shard.state.resume();
        shard.readers.wakeAll();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        shard.requestShutdown();
        assertThat(written.ranges()).containsExactly("1001.0..1002.0", "1003.0..1004.0");
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
        untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(records(1, 9));
    }

    @Test
    void aStopWritesAndAcknowledgesWhatIsBuffered() {
        // Given
        shard.put(5).open(ShardStandIn.into(written));
        shard.feed(5);

        // When
        shard.state.stop();
        shard.requestShutdown();

        // Then
        assertThat(shard.lease.calls()).last().isEqualTo("ack 1005.0");
        assertThat(shard.readers.areDrained()).isTrue();
        assertThat(shard.budget.usedBytes()).isZero();
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
        untilAcknowledged("1003.0");
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

    private void untilAcknowledged(String position) {
        await().atMost(Duration.ofSeconds(10)).until(() -> {
            shard.poll();
            return shard.lease.calls().contains("ack " + position);
        });
    }

    private static List<String> records(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(n -> "r" + n).toList();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
