package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.PermanentException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Where reading waits, is suspended, and ends. */
@Timeout(60)
class ShardEndTest {

    private final ShardStandIn shard = new ShardStandIn();
    private final Written written = new Written();

    @AfterEach
    void close() {
        shard.close();
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
        assertThat(written.records()).isEqualTo(Written.records(1, 5));
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
    void readingWaitsForTheSinkAndGoesOnAfterIt() {
        // Given
        CountDownLatch sink = new CountDownLatch(1);
        shard.put(9).open(batch -> {
            ShardStandIn.awaitQuietly(sink);
            ShardStandIn.into(written).accept(batch);
        });

        // When
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(9));
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(5)).until(() -> !feeding.isDone());
        assertThat(shard.reader.status().orElseThrow().pending()).isEqualTo(9);
        sink.countDown();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        shard.untilAcknowledged("1009.0");

        // Then
        assertThat(written.records()).isEqualTo(Written.records(1, 9));
    }

    @Test
    void aStopFreesAReaderThatWaitsAndTheRestIsLeftToTheNextOwner() {
        // Given
        CountDownLatch sink = new CountDownLatch(1);
        shard.put(9).open(batch -> {
            ShardStandIn.awaitQuietly(sink);
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

        // Then what was buffered is acknowledged, but not the end of the shard, for which KCL would go on to ask
        assertThat(shard.lease.term(ShardStandIn.SHARD)).isEmpty();
        assertThat(shard.lease.calls()).last().asString().startsWith("ack 100");
        assertThat(shard.lease.checkpoint().isSentinelCheckpoint()).isFalse();
        shard.open(ShardStandIn.into(written));
        shard.feed(9);
        shard.endShard();
        assertThat(written.records()).isEqualTo(Written.records(1, 9));
    }

    @Test
    void aReaderThatWaitsNoticesThatItsLeaseIsGone() {
        // Given
        shard.put(9).open(batch -> ShardStandIn.awaitQuietly(new CountDownLatch(1)));
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
    void aStreamThatIsGoneStopsTheSourceWhenWhatWasReadIsWritten() {
        // Given
        shard.claim = new ShardStandIn.GoodClaim() {
            @Override
            public void ended(String shardId) {
                throw new PermanentException("There is no stream any more");
            }
        };
        shard.put(2).open(ShardStandIn.into(written));
        shard.feed(2);

        // When
        shard.endShard();

        // Then
        assertThat(shard.failure.get()).hasMessageContaining("There is no stream any more");
        assertThat(written.records()).isEqualTo(Written.records(1, 2));
    }

    @Test
    void aReaderThatIsNotCalledAnyMoreDoesNotReadButOneThatWaitsDoes() {
        // Given
        CountDownLatch sink = new CountDownLatch(1);
        shard.put(9).open(batch -> {
            ShardStandIn.awaitQuietly(sink);
            ShardStandIn.into(written).accept(batch);
        });
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(9));
        await().until(() -> !shard.lease.calls().isEmpty());

        // When, Then
        shard.nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(shard.readers.areReading()).isTrue();
        sink.countDown();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(shard.readers.areReading()).isTrue();
        shard.nanoTime.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThat(shard.readers.areReading()).isFalse();
        shard.poll();
        assertThat(shard.readers.areReading()).isTrue();
    }
}
