package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ListShards: filters and pages; a page's token is good for 300 seconds. */
final class ShardListing {

    private static final String KIND = "shards";
    private static final int MAX_PAGE = 10_000;
    private static final int DEFAULT_PAGE = 1_000;
    private static final long TOKEN_MILLIS = Duration.ofMinutes(5).toMillis();
    private static final List<String> NOT_WITH_TOKEN =
            List.of("StreamName", "StreamARN", "ExclusiveStartShardId", "StreamCreationTimestamp", "ShardFilter");

    /** What is asked for, by the first page's request or by the token of a later one. */
    private record Listing(KinesisStream stream, ShardFilter filter, String afterShardId) {}

    private final Streams streams;
    private final Tokens tokens;
    private final Clock clock;

    ShardListing(Streams streams, Tokens tokens, Clock clock) {
        this.streams = streams;
        this.tokens = tokens;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("ListShards", this::list);
    }

    private ObjectNode list(AwsInput input) {
        new Validation(input)
                .range("MaxResults", 1, MAX_PAGE)
                .name("ExclusiveStartShardId")
                .done();
        int limit = input.integer("MaxResults").orElse(DEFAULT_PAGE);
        Optional<String> token = input.text("NextToken");
        Listing listing = token.map(text -> following(input, text)).orElseGet(() -> first(input));
        StreamState stream = listing.stream().state();
        List<Shard> shards = stream.shards().stream()
                .filter(listing.filter().on(stream, clock.millis()))
                .filter(shard -> shard.id().compareTo(listing.afterShardId()) > 0)
                .toList();
        ObjectNode answer = Answers.empty();
        ArrayNode page = answer.putArray("Shards");
        shards.stream().limit(limit).map(Answers::shard).forEach(page::add);
        if (shards.size() > limit) {
            answer.put("NextToken", seal(stream, listing.filter(), shards.get(limit - 1)));
        }
        return answer;
    }

    private Listing first(AwsInput input) {
        KinesisStream stream = streams.of(input);
        Optional<Instant> created = input.instant("StreamCreationTimestamp");
        StreamState state = stream.state();
        if (created.isPresent() && created.get().toEpochMilli() != state.createdMillis()) {
            throw KinesisErrors.notFound("No " + streams.describe(state) + " was created at " + created.get() + ".");
        }
        return new Listing(
                stream,
                ShardFilter.of(input),
                input.text("ExclusiveStartShardId").orElse(""));
    }

    private Listing following(AwsInput input, String token) {
        if (NOT_WITH_TOKEN.stream().anyMatch(input::has)) {
            throw KinesisErrors.invalidArgument(
                    "NextToken cannot be given together with one of " + NOT_WITH_TOKEN + ".");
        }
        List<String> fields =
                tokens.open(KIND, token).orElseThrow(() -> KinesisErrors.invalidArgument("NextToken is invalid."));
        if (clock.millis() - Long.parseLong(fields.get(0)) > TOKEN_MILLIS) {
            throw KinesisErrors.expiredNextToken("NextToken is older than " + TOKEN_MILLIS / 1000 + " seconds.");
        }
        KinesisStream stream = streams.named(fields.get(1));
        if (stream.state().createdMillis() != Long.parseLong(fields.get(2))) {
            throw KinesisErrors.invalidArgument("NextToken is of an earlier stream named " + fields.get(1) + ".");
        }
        return new Listing(stream, new ShardFilter(fields.get(3), fields.get(4)), fields.get(5));
    }

    private String seal(StreamState stream, ShardFilter filter, Shard last) {
        return tokens.seal(
                KIND,
                List.of(
                        Long.toString(clock.millis()),
                        stream.name(),
                        Long.toString(stream.createdMillis()),
                        filter.type(),
                        filter.value(),
                        last.id()));
    }
}
