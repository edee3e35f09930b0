package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
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
        shard.untilAcknowledged("1006.0");

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "ack 1003.0", "pin 1006.0", "ack 1006.0");
        assertThat(callsBeforeWrite).first().isEqualTo(List.of("pin 1003.0"));
        assertThat(written.records()).isEqualTo(Written.records(1, 6));
        assertThat(shard.reader.status().orElseThrow().pending()).isEqualTo(1);
    }

    @Test
    void theStateOfAPinHasStartAndEnd() {
        // Given
        CountDownLatch never = new CountDownLatch(1);
        shard.put(3).open(batch -> ShardStandIn.awaitQuietly(never));

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
        shard.untilAcknowledged("1002.0");
        assertThat(written.records()).isEqualTo(Written.records(1, 2));
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
        shard.untilAcknowledged("1003.0");

        // Then
        assertThat(shard.lease.calls()).containsExactly("pin 1003.0", "ack 1003.0");
        assertThat(written.ranges()).containsExactly("1001.0..1003.0");
    }

    /** So it came when the table was out of reach for as long as one call may take. */
    @Test
    void aTimeOutThatKclWrapsInABareExceptionIsRetriedAndABugOfKclIsNot() {
        // Given
        RuntimeException timeOut = new RuntimeException(ApiCallTimeoutException.create(60_000));
        shard.put(6).open(ShardStandIn.into(written));
        shard.lease.failWith(timeOut);

        // When
        shard.feed(3);
        shard.lease.failWith(timeOut);
        shard.untilAcknowledged("1003.0");
        shard.lease.failWith(new IllegalStateException("a bug"));
        shard.feed(3);

        // Then
        await().untilAsserted(() -> assertThat(shard.failure.get()).hasMessage("a bug"));
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
            ShardStandIn.awaitQuietly(stalled);
            ShardStandIn.into(written).accept(batch);
        });
        shard.feed(3);
        ShardReader earlier = shard.reader;

        // When another owner replays, and only then the earlier one's write ends
        shard.open(ShardStandIn.into(written));
        shard.feed(6);
        shard.untilAcknowledged("1006.0");
        stalled.countDown();
        await().until(() -> written.ranges().size() == 3);
        List<String> calls = shard.lease.calls();
        earlier.shutdownRequested(null);

        // Then
        assertThat(shard.lease.calls()).isEqualTo(calls);
        assertThat(written.records()).isEqualTo(Written.records(1, 6));
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
        shard.untilAcknowledged("1009.0");
        assertThat(written.records()).isEqualTo(Written.records(1, 9));
    }

    @Test
    void theLeaseOfAnotherStreamStopsTheSourceBeforeAnythingIsRead() {
        // Given
        shard.claim = new ShardStandIn.GoodClaim() {
            @Override
            public void opened(String shardId) {
                throw new PermanentException("The lease belongs to another stream");
            }
        };

        // When
        shard.put(3).open(ShardStandIn.into(written));
        shard.feed(3);

        // Then
        assertThat(shard.failure.get()).hasMessageContaining("another stream");
        assertThat(shard.lease.calls()).isEmpty();
        assertThat(written.ranges()).isEmpty();
        assertThat(shard.readers.areNone()).isTrue();
    }

    @Test
    void aReaderThatWaitsForTheLeaseTableToOpenItsShardCanBeGivenUp() {
        // Given
        CountDownLatch asked = new CountDownLatch(1);
        shard.claim = new ShardStandIn.GoodClaim() {
            @Override
            public void opened(String shardId) {
                asked.countDown();
                throw new RetryableException("DynamoDB is away", null);
            }
        };
        CompletableFuture<Void> opening = CompletableFuture.runAsync(() -> shard.open(ShardStandIn.into(written)));
        await().until(() -> asked.getCount() == 0);

        // When
        shard.readers.abandonAll();

        // Then
        opening.orTimeout(10, TimeUnit.SECONDS).join();
        assertThat(shard.readers.areNone()).isTrue();
        assertThat(shard.failure).hasNullValue();
    }
}
