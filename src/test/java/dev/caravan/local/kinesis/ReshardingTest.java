package dev.caravan.local.kinesis;

import static dev.caravan.local.kinesis.KinesisFixture.STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.model.ChildShard;
import software.amazon.awssdk.services.kinesis.model.ExpiredNextTokenException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.LimitExceededException;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardFilter;
import software.amazon.awssdk.services.kinesis.model.ShardFilterType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.UpdateShardCountResponse;

/** Splitting, merging, resizing and listing shards, through SDK v2 in CBOR and in JSON. */
@ParameterizedClass(name = "cbor={0}")
@ValueSource(booleans = {true, false})
class ReshardingTest {

    private static final String MIDDLE = BigInteger.ONE.shiftLeft(127).toString();

    private final KinesisFixture fixture;

    ReshardingTest(boolean cbor) {
        this.fixture = KinesisFixture.start(cbor);
    }

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void theEndOfASplitShardNamesItsChildren() {
        // Given
        fixture.createStream(1);
        fixture.put("a", "before");

        // When
        split(0, MIDDLE);
        fixture.put("a", "low");
        fixture.put("b", "high");
        GetRecordsResponse end = fixture.read(fixture.iterator(Shard.id(0), ShardIteratorType.TRIM_HORIZON));

        // Then
        assertThat(KinesisFixture.texts(end)).containsExactly("before");
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.millisBehindLatest()).isZero();
        assertThat(end.childShards()).extracting(ChildShard::shardId).containsExactly(Shard.id(1), Shard.id(2));
        assertThat(end.childShards().get(0).parentShards()).containsExactly(Shard.id(0));
        assertThat(end.childShards().get(1).hashKeyRange().startingHashKey()).isEqualTo(MIDDLE);
        assertThat(fixture.readAll(Shard.id(1))).containsExactly("low");
        assertThat(fixture.readAll(Shard.id(2))).containsExactly("high");
    }

    @Test
    void sequenceNumbersGrowFromParentToChild() {
        // Given
        fixture.createStream(1);
        BigInteger before = new BigInteger(fixture.put("a", "x").sequenceNumber());

        // When
        split(0, MIDDLE);
        BigInteger after = new BigInteger(fixture.put("a", "x").sequenceNumber());
        BigInteger end =
                new BigInteger(fixture.shards().get(0).sequenceNumberRange().endingSequenceNumber());

        // Then
        assertThat(end).isGreaterThan(before).isLessThan(after);
    }

    @Test
    void theEndingNumberOfAShardLeadsToItsEnd() {
        // Given
        fixture.createStream(1);
        fixture.put("a", "x");
        split(0, MIDDLE);
        String ending = fixture.shards().get(0).sequenceNumberRange().endingSequenceNumber();

        // When
        GetRecordsResponse at =
                fixture.read(fixture.iterator(Shard.id(0), ShardIteratorType.AT_SEQUENCE_NUMBER, ending));

        // Then
        assertThat(at.records()).isEmpty();
        assertThat(at.nextShardIterator()).isNull();
        assertThat(at.childShards()).hasSize(2);
    }

    @Test
    void aMergedShardHasTwoParents() {
        // Given
        fixture.createStream(2);
        fixture.put("a", "low");

        // When
        merge(0, 1);
        fixture.put("a", "merged");
        List<software.amazon.awssdk.services.kinesis.model.Shard> shards = fixture.shards();

        // Then
        assertThat(shards).hasSize(3);
        assertThat(shards.get(2).parentShardId()).isEqualTo(Shard.id(0));
        assertThat(shards.get(2).adjacentParentShardId()).isEqualTo(Shard.id(1));
        assertThat(fixture.readAll(Shard.id(2))).containsExactly("merged");
        GetRecordsResponse end = fixture.read(fixture.iterator(Shard.id(1), ShardIteratorType.LATEST));
        assertThat(end.nextShardIterator()).isNull();
        assertThat(end.childShards().get(0).parentShards()).containsExactly(Shard.id(0), Shard.id(1));
    }

    @Test
    void whatCannotBeSplitOrMergedIsRefused() {
        // Given
        fixture.createStream(3);
        split(0, "1000");

        // Then
        assertThatThrownBy(() -> split(0, "2000"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("has already been merged or split");
        assertThatThrownBy(() -> split(2, "1000"))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("is not both greater than one plus the shard's StartingHashKey");
        assertThatThrownBy(() -> split(9, "1000")).isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> merge(2, 3))
                .isInstanceOf(InvalidArgumentException.class)
                .hasMessageContaining("are not an adjacent pair of shards");
        assertThatThrownBy(() -> merge(2, 2)).isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void aShardCountIsSetWithinAFactorOfTwo() {
        // Given
        fixture.createStream(2);

        // When
        UpdateShardCountResponse answer = resize(4);

        // Then
        assertThat(answer.currentShardCount()).isEqualTo(2);
        assertThat(answer.targetShardCount()).isEqualTo(4);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_LATEST))).hasSize(4);
        assertThatThrownBy(() -> resize(9)).isInstanceOf(LimitExceededException.class);
        assertThatThrownBy(() -> resize(1)).isInstanceOf(LimitExceededException.class);
        resize(3);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_LATEST))).hasSize(3);
    }

    @Test
    void shardsAreListedByFilter() {
        // Given
        fixture.createStream(1);
        Instant first = fixture.clock.instant();
        fixture.clock.advance(Duration.ofHours(1));
        split(0, MIDDLE);
        Instant second = fixture.clock.instant();
        fixture.clock.advance(Duration.ofHours(1));
        split(1, "1000");

        // Then
        assertThat(list(filter -> filter.type(ShardFilterType.AT_LATEST))).containsExactly(2, 3, 4);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON))).containsExactly(0);
        assertThat(list(filter -> filter.type(ShardFilterType.FROM_TRIM_HORIZON)))
                .containsExactly(0, 1, 2, 3, 4);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_TIMESTAMP).timestamp(first)))
                .containsExactly(0);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_TIMESTAMP).timestamp(second)))
                .containsExactly(1, 2);
        assertThat(list(filter -> filter.type(ShardFilterType.FROM_TIMESTAMP).timestamp(second.plusMillis(1))))
                .containsExactly(1, 2, 3, 4);
        assertThat(list(filter -> filter.type(ShardFilterType.AFTER_SHARD_ID).shardId(Shard.id(1))))
                .containsExactly(2, 3, 4);
        assertThatThrownBy(() -> list(filter -> filter.type(ShardFilterType.AFTER_SHARD_ID)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void shardsAreListedInPagesThatKeepTheFilter() {
        // Given
        fixture.createStream(4);
        split(0, "1000");

        // When
        ListShardsResponse page = fixture.client.listShards(list ->
                list.streamName(STREAM).maxResults(2).shardFilter(filter -> filter.type(ShardFilterType.AT_LATEST)));
        List<String> found = new ArrayList<>(ids(page));
        while (page.nextToken() != null) {
            String token = page.nextToken();
            page = fixture.client.listShards(list -> list.nextToken(token).maxResults(2));
            found.addAll(ids(page));
        }

        // Then
        assertThat(found).containsExactly(Shard.id(1), Shard.id(2), Shard.id(3), Shard.id(4), Shard.id(5));
    }

    @Test
    void aTokenOfAPageExpiresAndStandsAlone() {
        // Given
        fixture.createStream(4);
        String token = fixture.client
                .listShards(list -> list.streamName(STREAM).maxResults(1))
                .nextToken();

        // Then
        assertThatThrownBy(() ->
                        fixture.client.listShards(list -> list.nextToken(token).streamName(STREAM)))
                .isInstanceOf(InvalidArgumentException.class);
        fixture.clock.advance(Duration.ofSeconds(301));
        assertThatThrownBy(() -> fixture.client.listShards(list -> list.nextToken(token)))
                .isInstanceOf(ExpiredNextTokenException.class);
    }

    @Test
    void aStreamCanBeToldFromAnEarlierOneOfItsName() {
        // Given
        fixture.createStream(1);
        Instant created = fixture.clock.instant();

        // Then
        assertThat(fixture.client
                        .listShards(list -> list.streamName(STREAM).streamCreationTimestamp(created))
                        .shards())
                .hasSize(1);
        assertThatThrownBy(() -> fixture.client.listShards(
                        list -> list.streamName(STREAM).streamCreationTimestamp(created.minusSeconds(1))))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void aClosedShardIsGoneAfterRetention() {
        // Given
        fixture.createStream(1);
        fixture.put("a", "x");
        fixture.clock.advance(Duration.ofSeconds(1));
        split(0, MIDDLE);

        // When
        fixture.clock.advance(Duration.ofHours(24).plusMillis(1));

        // Then
        assertThat(list(filter -> filter.type(ShardFilterType.FROM_TRIM_HORIZON)))
                .containsExactly(1, 2);
        assertThat(list(filter -> filter.type(ShardFilterType.AT_TRIM_HORIZON))).containsExactly(1, 2);
        assertThatThrownBy(() -> fixture.iterator(Shard.id(0), ShardIteratorType.TRIM_HORIZON))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    private void split(int shard, String hashKey) {
        fixture.client.splitShard(
                split -> split.streamName(STREAM).shardToSplit(Shard.id(shard)).newStartingHashKey(hashKey));
    }

    private void merge(int shard, int adjacent) {
        fixture.client.mergeShards(merge ->
                merge.streamName(STREAM).shardToMerge(Shard.id(shard)).adjacentShardToMerge(Shard.id(adjacent)));
    }

    private UpdateShardCountResponse resize(int target) {
        return fixture.client.updateShardCount(
                update -> update.streamName(STREAM).targetShardCount(target).scalingType(ScalingType.UNIFORM_SCALING));
    }

    private List<Integer> list(Consumer<ShardFilter.Builder> filter) {
        ListShardsResponse answer =
                fixture.client.listShards(list -> list.streamName(STREAM).shardFilter(filter));
        return ids(answer).stream().map(id -> Shard.number(id).orElseThrow()).toList();
    }

    private static List<String> ids(ListShardsResponse answer) {
        return answer.shards().stream().map(shard -> shard.shardId()).toList();
    }
}
