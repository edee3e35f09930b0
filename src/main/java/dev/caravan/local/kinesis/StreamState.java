package dev.caravan.local.kinesis;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.IntToLongFunction;
import java.util.stream.Stream;

/**
 * All that is known of a stream but its records; each change makes a new state.
 *
 * @param name the stream's name
 * @param createdMillis when it was made, milliseconds since 1970
 * @param retentionHours how long records are kept
 * @param mode {@code PROVISIONED} or {@code ON_DEMAND}
 * @param tags its tags by key
 * @param shards its shards by number, without those that are gone
 * @param nextShard the number of the next shard
 */
record StreamState(
        String name,
        long createdMillis,
        int retentionHours,
        String mode,
        Map<String, String> tags,
        List<Shard> shards,
        int nextShard) {

    static final int DEFAULT_RETENTION_HOURS = 24;
    static final String PROVISIONED = "PROVISIONED";
    static final String ON_DEMAND = "ON_DEMAND";

    StreamState {
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        shards = List.copyOf(shards);
    }

    /** A new stream whose shards share all hash keys evenly. */
    static StreamState create(String name, int shardCount, String mode, Map<String, String> tags, long nowMillis) {
        List<Shard> shards = new ArrayList<>();
        for (HashKeyRange range : HashKeyRange.even(shardCount)) {
            shards.add(new Shard(shards.size(), List.of(), range, nowMillis, nowMillis / 1000, null));
        }
        return new StreamState(name, nowMillis, DEFAULT_RETENTION_HOURS, mode, tags, shards, shardCount);
    }

    Optional<Shard> shard(int number) {
        return shards.stream().filter(shard -> shard.number() == number).findFirst();
    }

    List<Shard> openShards() {
        return shards.stream()
                .filter(Shard::isOpen)
                .sorted(Comparator.comparing(shard -> shard.range().start()))
                .toList();
    }

    /** The shards that came out of this one by splitting or merging. */
    List<Shard> children(int number) {
        return shards.stream().filter(shard -> shard.parents().contains(number)).toList();
    }

    /** The oldest time of arrival that is still kept. */
    long horizonMillis(long nowMillis) {
        return nowMillis - retentionHours * 3_600_000L;
    }

    StreamState withRetentionHours(int hours) {
        return new StreamState(name, createdMillis, hours, mode, tags, shards, nextShard);
    }

    StreamState withMode(String other) {
        return new StreamState(name, createdMillis, retentionHours, other, tags, shards, nextShard);
    }

    StreamState withTags(Map<String, String> other) {
        return new StreamState(name, createdMillis, retentionHours, mode, other, shards, nextShard);
    }

    /** Without the shards whose records are all gone. */
    StreamState expire(long nowMillis) {
        long horizon = horizonMillis(nowMillis);
        List<Shard> kept =
                shards.stream().filter(shard -> !shard.isGoneBefore(horizon)).toList();
        return kept.size() == shards.size()
                ? this
                : new StreamState(name, createdMillis, retentionHours, mode, tags, kept, nextShard);
    }

    /**
     * Closes a shard; two open ones take its keys.
     *
     * @param key the first key of the second child
     * @param endIndex the index behind the last record of the shard with this number
     */
    StreamState split(Shard shard, BigInteger key, long nowMillis, IntToLongFunction endIndex) {
        return replace(
                List.of(shard), List.of(shard.range().below(key), shard.range().from(key)), nowMillis, endIndex);
    }

    /** Closes two adjacent shards; an open one takes their keys. */
    StreamState merge(Shard shard, Shard adjacent, long nowMillis, IntToLongFunction endIndex) {
        return replace(List.of(shard, adjacent), List.of(shard.range().with(adjacent.range())), nowMillis, endIndex);
    }

    /** Splits and merges until so many open shards share all keys evenly. */
    StreamState resize(int shardCount, long nowMillis, IntToLongFunction endIndex) {
        StreamState state = this;
        List<HashKeyRange> ranges = HashKeyRange.even(shardCount);
        for (HashKeyRange range : ranges) {
            Shard holder = state.openShardOf(range.start());
            if (!holder.range().start().equals(range.start())) {
                state = state.split(holder, range.start(), nowMillis, endIndex);
            }
        }
        for (HashKeyRange range : ranges) {
            Shard first = state.openShardOf(range.start());
            while (!first.range().equals(range)) {
                Shard second = state.openShardOf(first.range().end().add(BigInteger.ONE));
                state = state.merge(first, second, nowMillis, endIndex);
                first = state.openShardOf(range.start());
            }
        }
        return state;
    }

    private Shard openShardOf(BigInteger key) {
        return shards.stream()
                .filter(shard -> shard.isOpen() && shard.range().contains(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No open shard of " + name + " takes the key " + key));
    }

    private StreamState replace(
            List<Shard> parents, List<HashKeyRange> ranges, long nowMillis, IntToLongFunction endIndex) {
        // later than the parents, so that a reader at any moment finds parents or children, never none, never both
        long atMillis = parents.stream()
                .mapToLong(parent -> Math.max(nowMillis, parent.createdMillis() + 1))
                .max()
                .orElseThrow();
        long epochSeconds = parents.stream()
                .mapToLong(parent -> Math.max(atMillis / 1000, parent.epochSeconds() + 1))
                .max()
                .orElseThrow();
        List<Integer> numbers = parents.stream().map(Shard::number).toList();
        List<Shard> children = new ArrayList<>();
        for (HashKeyRange range : ranges) {
            children.add(new Shard(nextShard + children.size(), numbers, range, atMillis, epochSeconds, null));
        }
        List<Shard> changed = Stream.concat(
                        shards.stream()
                                .map(shard -> parents.contains(shard)
                                        ? shard.close(new Closing(atMillis, endIndex.applyAsLong(shard.number())))
                                        : shard),
                        children.stream())
                .toList();
        return new StreamState(name, createdMillis, retentionHours, mode, tags, changed, nextShard + children.size());
    }
}
