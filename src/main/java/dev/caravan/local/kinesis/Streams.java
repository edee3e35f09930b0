package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The streams of the account. */
final class Streams {

    private static final int MAX_OPEN_SHARDS = 500;

    private final String region;
    private final String accountId;
    private final Optional<Path> dataDirectory;
    private final Clock clock;
    private final TreeMap<String, KinesisStream> byName = new TreeMap<>();

    /** Opens the streams of an earlier run, if there are any. */
    Streams(String region, String accountId, Optional<Path> dataDirectory, Clock clock) {
        this.region = region;
        this.accountId = accountId;
        this.dataDirectory = dataDirectory;
        this.clock = clock;
        dataDirectory.map(StreamDirectory::list).orElse(List.of()).forEach(directory -> {
            KinesisStream stream = KinesisStream.open(directory, clock);
            byName.put(stream.state().name(), stream);
        });
    }

    /** Makes a stream. */
    synchronized void create(String name, int shardCount, String mode, Map<String, String> tags) {
        if (byName.containsKey(name)) {
            throw KinesisErrors.inUse("Stream " + name + " under account " + accountId + " already exists.");
        }
        checkShardLimit(shardCount);
        StreamState state = StreamState.create(name, shardCount, mode, tags, clock.millis());
        byName.put(name, KinesisStream.create(state, dataDirectory.map(data -> StreamDirectory.of(data, name)), clock));
    }

    /** Removes a stream. */
    synchronized void delete(KinesisStream stream) {
        byName.remove(stream.state().name());
        stream.delete();
    }

    /** Refuses to go beyond the account's limit of open shards. */
    synchronized void checkShardLimit(int added) {
        int open = byName.values().stream()
                .mapToInt(stream -> stream.state().openShards().size())
                .sum();
        if (open + added > MAX_OPEN_SHARDS) {
            throw KinesisErrors.limitExceeded("This request would exceed the shard limit for the account " + accountId
                    + " in " + region + ". Current shard count for the account: " + open + ". Limit: "
                    + MAX_OPEN_SHARDS + ". Number of additional shards that would have resulted from this request: "
                    + added + ".");
        }
    }

    /** The streams in the order of their names, from behind a name on. */
    synchronized List<StreamState> after(String name) {
        return byName.tailMap(name, false).values().stream()
                .map(KinesisStream::state)
                .toList();
    }

    /** The stream that a request names by {@code StreamName}, {@code StreamARN} or both. */
    KinesisStream of(AwsInput input) {
        new Validation(input).name("StreamName").length("StreamARN", 1, 2048).done();
        Optional<String> name = input.text("StreamName");
        Optional<String> arn = input.text("StreamARN");
        if (name.isEmpty() && arn.isEmpty()) {
            throw KinesisErrors.invalidArgument("Either StreamName or StreamARN has to be given.");
        }
        String named = arn.map(this::nameOf).or(() -> name).orElseThrow();
        if (name.isPresent() && !name.get().equals(named)) {
            throw KinesisErrors.invalidArgument(
                    "StreamName " + name.get() + " and StreamARN " + arn.orElseThrow() + " name two streams.");
        }
        return named(named);
    }

    synchronized KinesisStream named(String name) {
        KinesisStream stream = byName.get(name);
        if (stream == null) {
            throw KinesisErrors.notFound("Stream " + name + " under account " + accountId + " not found.");
        }
        return stream;
    }

    /** A shard of a stream by its id. */
    Shard shard(KinesisStream stream, String shardId) {
        StreamState state = stream.state();
        return Shard.number(shardId).flatMap(state::shard).orElseThrow(() -> noShard(state, shardId));
    }

    AwsError noShard(StreamState stream, String shardId) {
        return KinesisErrors.notFound("Could not find shard " + shardId + " in " + describe(stream) + ".");
    }

    String arn(StreamState stream) {
        return "arn:aws:kinesis:" + region + ":" + accountId + ":stream/" + stream.name();
    }

    /** How AWS's messages name a stream. */
    String describe(StreamState stream) {
        return "stream " + stream.name() + " under account " + accountId;
    }

    synchronized void close() {
        new ArrayList<>(byName.values()).forEach(KinesisStream::close);
    }

    private String nameOf(String arn) {
        String[] parts = arn.split(":", 6);
        if (parts.length != 6 || !parts[2].equals("kinesis") || !parts[5].startsWith("stream/")) {
            throw KinesisErrors.validation("1 validation error detected: Value '" + arn
                    + "' at 'streamARN' failed to satisfy constraint: Member must satisfy regular expression pattern:"
                    + " arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
        }
        if (!parts[3].equals(region) || !parts[4].equals(accountId)) {
            throw KinesisErrors.notFound(
                    "Stream " + arn + " not found: this Kinesis is " + region + " under account " + accountId + ".");
        }
        return parts[5].substring("stream/".length());
    }
}
