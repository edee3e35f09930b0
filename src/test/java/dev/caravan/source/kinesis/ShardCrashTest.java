package dev.caravan.source.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.batch.BatchInDelivery;
import dev.caravan.batch.BatchPolicy;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * One owner after the other dies at a random point of the protocol, with other batch limits and other input sizes each
 * time: every record is in exactly one object, and no object is ever written with other content.
 */
@Timeout(60)
class ShardCrashTest {

    private static final int RECORDS = 400;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void deathsAtAnyPointLoseAndDoubleNothing(long seed) {
        // Given
        Random random = new Random(seed);
        Written written = new Written();
        try (ShardStandIn shard = new ShardStandIn()) {
            for (int i = 0; i < RECORDS; i++) {
                shard.put(Integer.toString(1000 + i / 7), i % 7);
            }

            // When
            int deaths = 0;
            while (!shard.lease.checkpoint().sequenceNumber().equals("SHARD_END")) {
                shard.policy = new BatchPolicy(
                        1 + random.nextInt(40), 1 + random.nextInt(200), Duration.ofNanos(1 + random.nextInt(1000)));
                shard.open(mortal(shard, written, random, deaths == 0 ? 3 : 12));
                live(shard, random);
                deaths++;
            }

            // Then
            assertThat(deaths).isGreaterThan(1);
            assertThat(written.records())
                    .isEqualTo(IntStream.rangeClosed(1, RECORDS)
                            .mapToObj(n -> "r" + n)
                            .toList());
        }
    }

    /** Reads until death, or to the end of the shard. */
    private static void live(ShardStandIn shard, Random random) {
        ShardReader reader = shard.reader;
        CompletableFuture.runAsync(() -> {
                    while (reader.status().isPresent() && !shard.isReadToTheEnd()) {
                        shard.nanoTime.addAndGet(random.nextInt(300));
                        shard.feed(random.nextInt(30));
                    }
                    if (reader.status().isPresent()) {
                        shard.endShard();
                    }
                })
                .orTimeout(30, TimeUnit.SECONDS)
                .join();
    }

    /**
     * Dies before the write, after it, or after the report.
     *
     * @param oneOf three of so many batches kill; with 3, the first does
     */
    private static Consumer<BatchInDelivery> mortal(ShardStandIn shard, Written written, Random random, int oneOf) {
        ShardReader[] mine = new ShardReader[1];
        return batch -> {
            mine[0] = shard.reader;
            int fate = random.nextInt(oneOf);
            if (fate == 0) {
                mine[0].abandon();
                return;
            }
            written.write(batch);
            if (fate == 1) {
                mine[0].abandon();
                return;
            }
            batch.written();
            if (fate == 2) {
                mine[0].abandon();
            }
        };
    }
}
