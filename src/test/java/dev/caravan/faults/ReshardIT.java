package dev.caravan.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.model.Shard;

/** Shards that split and merge under load. */
@Tag("faults")
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class ReshardIT {

    @TempDir
    private Path directory;

    @Tag("F18")
    @Test
    void f18SplitsAndMergesUnderLoad() throws Exception {
        try (FaultRun run = new FaultRun("F18", Seeds.one(), directory)) {
            // Given
            Product product = run.product();
            run.load(8_000, 100);
            run.awaitDelivered(10);

            // When
            run.history().fault("split");
            split(run.stream());
            run.pass(15_000);
            run.history().fault("merge");
            merge(run.stream());
            run.pass(15_000);

            // Then
            assertThat(run.verdict().kept()).as(product.output()).isTrue();
        }
    }

    private static void split(String stream) {
        Shard first = open(stream).get(0);
        BigInteger from = new BigInteger(first.hashKeyRange().startingHashKey());
        BigInteger to = new BigInteger(first.hashKeyRange().endingHashKey());
        SharedServices.kinesisClient().splitShard(split -> split.streamName(stream)
                .shardToSplit(first.shardId())
                .newStartingHashKey(from.add(to).shiftRight(1).toString()));
    }

    private static void merge(String stream) {
        List<Shard> shards = open(stream);
        SharedServices.kinesisClient().mergeShards(merge -> merge.streamName(stream)
                .shardToMerge(shards.get(0).shardId())
                .adjacentShardToMerge(shards.get(1).shardId()));
    }

    /** In the order of their hash keys. */
    private static List<Shard> open(String stream) {
        return SharedServices.kinesisClient().listShards(list -> list.streamName(stream)).shards().stream()
                .filter(shard -> shard.sequenceNumberRange().endingSequenceNumber() == null)
                .sorted((one, other) -> new BigInteger(one.hashKeyRange().startingHashKey())
                        .compareTo(new BigInteger(other.hashKeyRange().startingHashKey())))
                .toList();
    }
}
