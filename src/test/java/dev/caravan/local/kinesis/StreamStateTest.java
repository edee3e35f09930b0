package dev.caravan.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class StreamStateTest {

    private static final long NOW = 1_700_000_000_500L;
    private static final long DAY = 24 * 3_600_000L;

    @Test
    void threeShardsHaveAwsRanges() {
        // When
        StreamState stream = create(3);

        // Then
        assertThat(stream.openShards())
                .extracting(shard -> shard.range().start() + "-" + shard.range().end())
                .containsExactly(
                        "0-113427455640312821154458202477256070484",
                        "113427455640312821154458202477256070485-226854911280625642308916404954512140969",
                        "226854911280625642308916404954512140970-340282366920938463463374607431768211455");
    }

    @Test
    void aSplitClosesTheParentAndSharesItsKeys() {
        // Given
        StreamState stream = create(1);

        // When
        StreamState split = stream.split(stream.shards().get(0), BigInteger.TEN, NOW + 5_000, shard -> 42);

        // Then
        Shard parent = split.shard(0).orElseThrow();
        assertThat(parent.closing()).isEqualTo(new Closing(NOW + 5_000, 42));
        assertThat(split.children(0)).extracting(Shard::id).containsExactly(Shard.id(1), Shard.id(2));
        assertThat(split.children(0).get(1).range()).isEqualTo(new HashKeyRange(BigInteger.TEN, HashKeyRange.MAX));
        assertThat(split.children(0).get(0).epochSeconds()).isGreaterThan(parent.epochSeconds());
    }

    @Test
    void atEachMomentEitherTheParentIsOpenOrTheChildrenAre() {
        // Given
        StreamState stream = create(1);

        // When
        StreamState split = stream.split(stream.shards().get(0), BigInteger.TEN, NOW, shard -> 1);

        // Then
        for (long moment = NOW; moment < NOW + 10; moment++) {
            long at = moment;
            boolean parent = split.shards().get(0).isOpenAt(at);
            assertThat(split.children(0)).allMatch(child -> child.isOpenAt(at) != parent);
        }
        assertThat(split.shards().get(0).isOpenAt(NOW)).isTrue();
    }

    @Test
    void aClosedShardGoesWithItsLastRecord() {
        // Given
        StreamState stream = create(1);
        StreamState split = stream.split(stream.shards().get(0), BigInteger.TEN, NOW + 1, shard -> 1);

        // Then
        assertThat(split.expire(NOW + 1 + DAY).shards()).hasSize(3);
        assertThat(split.expire(NOW + 2 + DAY).shards())
                .extracting(Shard::number)
                .containsExactly(1, 2);
    }

    @Property(tries = 300)
    void anyResizeSharesAllKeysEvenly(
            @ForAll @IntRange(min = 1, max = 24) int first,
            @ForAll @IntRange(min = 1, max = 24) int second,
            @ForAll @IntRange(min = 1, max = 24) int third) {
        // When
        StreamState stream = create(first).resize(second, NOW, s -> 1).resize(third, NOW, s -> 1);

        // Then
        assertThat(stream.openShards()).extracting(Shard::range).isEqualTo(HashKeyRange.even(third));
        assertThat(stream.shards()).allSatisfy(shard -> shard.parents()
                .forEach(parent -> assertThat(stream.shard(parent).orElseThrow().epochSeconds())
                        .isLessThan(shard.epochSeconds())));
    }

    @Test
    void doublingOnlySplits() {
        // When
        List<Shard> shards = create(2).resize(4, NOW, s -> 1).shards();

        // Then
        assertThat(shards).hasSize(6);
    }

    private static StreamState create(int shards) {
        return StreamState.create("clicks", shards, StreamState.PROVISIONED, Map.of(), NOW);
    }
}
