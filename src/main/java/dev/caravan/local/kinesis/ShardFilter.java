package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsInput;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Which shards ListShards tells.
 *
 * @param type AWS's name of the filter; empty takes all
 * @param value the shard's id or the time in milliseconds, where the type wants one, else empty
 */
record ShardFilter(String type, String value) {

    private static final List<String> TYPES = List.of(
            "AT_TRIM_HORIZON", "FROM_TRIM_HORIZON", "AT_LATEST", "AT_TIMESTAMP", "FROM_TIMESTAMP", "AFTER_SHARD_ID");

    /** The filter of a request. */
    static ShardFilter of(AwsInput request) {
        Optional<AwsInput> given = request.object("ShardFilter");
        if (given.isEmpty()) {
            return new ShardFilter("", "");
        }
        AwsInput filter = given.get();
        new Validation(filter)
                .required("Type")
                .oneOf("Type", TYPES)
                .name("ShardId")
                .done();
        String type = filter.requiredText("Type");
        String value =
                switch (type) {
                    case "AFTER_SHARD_ID" -> filter.text("ShardId").orElseThrow(() -> missing("ShardId", type));
                    case "AT_TIMESTAMP", "FROM_TIMESTAMP" ->
                        filter.instant("Timestamp")
                                .map(time -> Long.toString(time.toEpochMilli()))
                                .orElseThrow(() -> missing("Timestamp", type));
                    default -> "";
                };
        return new ShardFilter(type, value);
    }

    /** The condition on a shard of a stream, now. */
    Predicate<Shard> on(StreamState stream, long nowMillis) {
        return switch (type) {
            case "AT_LATEST" -> Shard::isOpen;
            case "AT_TRIM_HORIZON" -> shard -> shard.isOpenAt(trimHorizon(stream, nowMillis));
            case "AT_TIMESTAMP" ->
                shard -> shard.isOpenAt(Math.max(Long.parseLong(value), trimHorizon(stream, nowMillis)));
            case "FROM_TIMESTAMP" -> shard -> !shard.isGoneBefore(Long.parseLong(value));
            case "AFTER_SHARD_ID" -> shard -> shard.id().compareTo(value) > 0;
            default -> shard -> true;
        };
    }

    private static long trimHorizon(StreamState stream, long nowMillis) {
        return Math.max(stream.horizonMillis(nowMillis), stream.createdMillis());
    }

    private static RuntimeException missing(String member, String type) {
        return KinesisErrors.invalidArgument(member + " has to be given with the shard filter " + type + ".");
    }
}
