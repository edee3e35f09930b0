package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.math.BigInteger;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Shards are split, merged and counted anew. */
final class ShardOperations {

    static final Pattern HASH_KEY = Pattern.compile("0|([1-9]\\d{0,38})");
    private static final int MAX_TARGET = 100_000;

    private final Streams streams;
    private final Clock clock;

    ShardOperations(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "SplitShard", this::split,
                "MergeShards", this::merge,
                "UpdateShardCount", this::updateCount);
    }

    private ObjectNode split(AwsInput input) {
        new Validation(input)
                .required("ShardToSplit", "NewStartingHashKey")
                .name("ShardToSplit")
                .pattern("NewStartingHashKey", HASH_KEY)
                .done();
        KinesisStream stream = streams.of(input);
        String shardId = input.requiredText("ShardToSplit");
        BigInteger key = new BigInteger(input.requiredText("NewStartingHashKey"));
        streams.shard(stream, shardId);
        streams.checkShardLimit(1);
        stream.change(state -> {
            Shard shard = open(state, shardId);
            HashKeyRange range = shard.range();
            if (key.compareTo(range.start().add(BigInteger.ONE)) <= 0 || key.compareTo(range.end()) >= 0) {
                throw KinesisErrors.invalidArgument("NewStartingHashKey " + key + " used in SplitShard() on shard "
                        + shard.id() + " in " + streams.describe(state)
                        + " is not both greater than one plus the shard's StartingHashKey " + range.start()
                        + " and less than the shard's EndingHashKey " + range.end() + ".");
            }
            return state.split(shard, key, clock.millis(), stream::endIndex);
        });
        return Answers.empty();
    }

    private ObjectNode merge(AwsInput input) {
        new Validation(input)
                .required("ShardToMerge", "AdjacentShardToMerge")
                .name("ShardToMerge")
                .name("AdjacentShardToMerge")
                .done();
        KinesisStream stream = streams.of(input);
        stream.change(state -> {
            Shard shard = open(state, input.requiredText("ShardToMerge"));
            Shard adjacent = open(state, input.requiredText("AdjacentShardToMerge"));
            if (!shard.range().isAdjacentTo(adjacent.range())) {
                throw KinesisErrors.invalidArgument("Shards " + shard.id() + " and " + adjacent.id() + " in "
                        + streams.describe(state) + " are not an adjacent pair of shards eligible for merging");
            }
            return state.merge(shard, adjacent, clock.millis(), stream::endIndex);
        });
        return Answers.empty();
    }

    private ObjectNode updateCount(AwsInput input) {
        new Validation(input)
                .required("TargetShardCount", "ScalingType")
                .range("TargetShardCount", 1, MAX_TARGET)
                .oneOf("ScalingType", List.of("UNIFORM_SCALING"))
                .done();
        KinesisStream stream = streams.of(input);
        int target = input.integer("TargetShardCount").orElseThrow();
        StreamState before = stream.state();
        int current = before.openShards().size();
        streams.checkShardLimit(Math.max(0, target - current));
        stream.change(state -> {
            checkTarget(state, target);
            return state.resize(target, clock.millis(), stream::endIndex);
        });
        return Answers.empty()
                .put("StreamName", before.name())
                .put("StreamARN", streams.arn(before))
                .put("CurrentShardCount", current)
                .put("TargetShardCount", target);
    }

    private void checkTarget(StreamState state, int target) {
        int current = state.openShards().size();
        String counts = " Current open shard count: " + current + " Target shard count: " + target;
        if (state.mode().equals(StreamState.ON_DEMAND)) {
            throw KinesisErrors.validation(
                    "UpdateShardCount is not supported for " + streams.describe(state) + " in ON_DEMAND mode.");
        }
        if (target > 2 * current) {
            throw KinesisErrors.limitExceeded(
                    "UpdateShardCount cannot scale up over double your current open shard count." + counts);
        }
        if (2 * target < current) {
            throw KinesisErrors.limitExceeded(
                    "UpdateShardCount cannot scale down below half your current open shard count." + counts);
        }
        if (target == current) {
            throw KinesisErrors.invalidArgument(
                    "Current shard count for " + streams.describe(state) + " is already the target." + counts);
        }
    }

    private Shard open(StreamState state, String shardId) {
        Shard shard = Shard.number(shardId).flatMap(state::shard).orElseThrow(() -> streams.noShard(state, shardId));
        if (!shard.isOpen()) {
            throw KinesisErrors.invalidArgument("Shard " + shard.id() + " in " + streams.describe(state)
                    + " has already been merged or split, and thus is not eligible for merging or splitting.");
        }
        return shard;
    }
}
