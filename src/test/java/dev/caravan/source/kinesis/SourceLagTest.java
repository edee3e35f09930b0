package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SourceLagTest {

    private final ShardStandIn shard = new ShardStandIn();
    private final Written written = new Written();

    @AfterEach
    void close() {
        shard.close();
    }

    @Test
    void itIsUnknownBeforeTheFirstAnswer() {
        // When
        shard.open(ShardStandIn.into(written));

        // Then
        assertThat(behind()).isEmpty();
    }

    @Test
    void itGrowsWithTheClockWhileAReaderWaitsForAStuckSink() {
        // Given a reader that was told a second, and waits for room
        CountDownLatch stuck = new CountDownLatch(1);
        shard.put(50).open(batch -> ShardStandIn.awaitQuietly(stuck));
        CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> shard.feed(40));
        await().until(() -> shard.lease.calls().contains("pin 1003.0") && !feeding.isDone());
        assertThat(behind()).hasValue(1_000);

        // When
        pass(Duration.ofMinutes(5));

        // Then
        assertThat(behind()).hasValue(301_000);

        // When the sink is back
        shard.reader.abandon();
        stuck.countDown();
        feeding.orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Test
    void itGrowsAlsoWhereTheLastAnswerSaidThatThereWasNoMore() {
        // Given
        CountDownLatch stuck = new CountDownLatch(1);
        shard.put(3).open(batch -> ShardStandIn.awaitQuietly(stuck));
        shard.feed(3);

        // When
        pass(Duration.ofMinutes(5));

        // Then
        assertThat(behind()).hasValue(300_000);
        stuck.countDown();
    }

    @Test
    void itIsNoneBetweenTwoReadsOfAShardThatIsAtItsTip() {
        // Given
        shard.open(ShardStandIn.into(written));
        shard.poll();

        // When
        pass(ToldLag.FRESH.minusMillis(1));

        // Then
        assertThat(behind()).hasValue(0);

        // When
        pass(Duration.ofMillis(1));
        assertThat(behind()).hasValue(ToldLag.FRESH.toMillis());
        shard.poll();

        // Then
        assertThat(behind()).hasValue(0);
    }

    private void pass(Duration time) {
        shard.nanoTime.addAndGet(time.toNanos());
    }

    private OptionalLong behind() {
        return shard.reader.status().orElseThrow().behind();
    }
}
