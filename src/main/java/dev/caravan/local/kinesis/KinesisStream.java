package dev.caravan.local.kinesis;

import dev.caravan.local.kinesis.log.RecordLog;
import dev.caravan.local.kinesis.log.StoredRecord;
import java.math.BigInteger;
import java.time.Clock;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** One stream: its state, and the records of its shards. For several threads: changes and puts one at a time. */
final class KinesisStream {

    /** Where a record went. */
    record Placed(Shard shard, SequenceNumber sequenceNumber) {}

    private final Optional<StreamDirectory> directory;
    private final Clock clock;
    private final Map<Integer, RecordLog> logs = new ConcurrentHashMap<>();

    private volatile StreamState state;
    private volatile boolean closed;
    private NavigableMap<BigInteger, Shard> routing;

    private KinesisStream(StreamState state, Optional<StreamDirectory> directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        adopt(state);
    }

    /** A new stream; it is there once this returns. */
    static KinesisStream create(StreamState state, Optional<StreamDirectory> directory, Clock clock) {
        directory.ifPresent(StreamDirectory::delete);
        directory.ifPresent(place -> place.save(state));
        return new KinesisStream(state, directory, clock);
    }

    /** A stream of an earlier run. */
    static KinesisStream open(StreamDirectory directory, Clock clock) {
        return new KinesisStream(directory.load(), Optional.of(directory), clock);
    }

    /** The state of now, without shards that are gone. */
    StreamState state() {
        expire();
        return state;
    }

    /** Makes a change of the state; it lasts once this returns. */
    synchronized StreamState change(UnaryOperator<StreamState> change) {
        expire();
        StreamState changed = change.apply(state);
        directory.ifPresent(place -> place.save(changed));
        adopt(changed);
        return changed;
    }

    /** Adds a record to the open shard of its hash key. */
    synchronized Placed put(BigInteger hashKey, String partitionKey, byte[] data) {
        Shard shard = routing.floorEntry(hashKey).getValue();
        StoredRecord stored = log(shard).append(clock.millis(), partitionKey, data);
        return new Placed(shard, shard.sequenceNumber(stored.index(), stored.arrivalMillis()));
    }

    /** The records of a shard. */
    RecordLog log(Shard shard) {
        if (closed) {
            throw KinesisErrors.notFound("Stream " + state.name() + " is gone.");
        }
        return logs.computeIfAbsent(shard.number(), number -> directory
                .map(place -> RecordLog.open(place.shard(number)))
                .orElseGet(RecordLog::inMemory));
    }

    /** The index behind the last record of a shard. */
    long endIndex(int shardNumber) {
        return state.shard(shardNumber).map(shard -> log(shard).nextIndex()).orElse(1L);
    }

    /** The index of the oldest record of a shard that retention has left. */
    long firstIndex(Shard shard) {
        return log(shard).firstIndexSince(state.horizonMillis(clock.millis()));
    }

    /** Gives back what the system lent. */
    synchronized void close() {
        closed = true;
        logs.values().forEach(RecordLog::close);
    }

    /** Removes the stream for good. */
    synchronized void delete() {
        closed = true;
        logs.values().forEach(RecordLog::delete);
        directory.ifPresent(StreamDirectory::delete);
    }

    // the same object means that nothing expired
    @SuppressWarnings("ReferenceEquality")
    private synchronized void expire() {
        long now = clock.millis();
        StreamState before = state;
        StreamState after = before.expire(now);
        if (after != before) {
            directory.ifPresent(place -> place.save(after));
            adopt(after);
            before.shards().stream()
                    .filter(shard -> after.shard(shard.number()).isEmpty())
                    .forEach(this::remove);
        }
        logs.values().forEach(log -> log.dropOlderThan(after.horizonMillis(now)));
    }

    private void remove(Shard shard) {
        RecordLog log = logs.remove(shard.number());
        if (log != null) {
            log.delete();
        }
        directory.ifPresent(place -> place.deleteShard(shard.number()));
    }

    private void adopt(StreamState changed) {
        NavigableMap<BigInteger, Shard> byStart = new TreeMap<>();
        changed.openShards().forEach(shard -> byStart.put(shard.range().start(), shard));
        routing = byStart;
        state = changed;
    }
}
