package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** GetShardIterator: where a reader begins. */
final class IteratorOperations {

    private static final List<String> TYPES =
            List.of("AFTER_SEQUENCE_NUMBER", "LATEST", "AT_TIMESTAMP", "AT_SEQUENCE_NUMBER", "TRIM_HORIZON");

    private final Streams streams;
    private final Tokens tokens;
    private final Clock clock;

    IteratorOperations(Streams streams, Tokens tokens, Clock clock) {
        this.streams = streams;
        this.tokens = tokens;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("GetShardIterator", this::getShardIterator);
    }

    private ObjectNode getShardIterator(AwsInput input) {
        new Validation(input)
                .required("ShardId", "ShardIteratorType")
                .name("ShardId")
                .oneOf("ShardIteratorType", TYPES)
                .sequenceNumber("StartingSequenceNumber")
                .done();
        KinesisStream stream = streams.of(input);
        Shard shard = streams.shard(stream, input.requiredText("ShardId"));
        StreamState state = stream.state();
        long index = index(input, stream, shard);
        ShardIterator iterator =
                new ShardIterator(state.name(), state.createdMillis(), shard.number(), index, clock.millis());
        return Answers.empty().put("ShardIterator", iterator.seal(tokens));
    }

    private long index(AwsInput input, KinesisStream stream, Shard shard) {
        String type = input.requiredText("ShardIteratorType");
        boolean numbered = type.endsWith("_SEQUENCE_NUMBER");
        if (numbered != input.has("StartingSequenceNumber")) {
            throw KinesisErrors.invalidArgument("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER"
                    + " and StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no StartingSequenceNumber."
                    + " Request specified " + type + " and " + (numbered ? "no" : "also a")
                    + " StartingSequenceNumber.");
        }
        return switch (type) {
            case "LATEST" -> stream.log(shard).nextIndex();
            case "AT_TIMESTAMP" -> stream.log(shard).firstIndexSince(timestamp(input));
            case "AT_SEQUENCE_NUMBER" -> Math.max(1, numberedIndex(input, stream, shard));
            case "AFTER_SEQUENCE_NUMBER" -> numberedIndex(input, stream, shard) + 1;
            default -> stream.firstIndex(shard);
        };
    }

    private long timestamp(AwsInput input) {
        Instant time = input.instant("Timestamp")
                .orElseThrow(() -> KinesisErrors.invalidArgument("Must specify timestampInMillis parameter for iterator"
                        + " of type AT_TIMESTAMP. Current request has no timestamp parameter."));
        long now = clock.millis();
        if (time.toEpochMilli() > now) {
            throw KinesisErrors.invalidArgument(
                    "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                            + " timestampInMillis: " + time.toEpochMilli() + ", currentTimestampInMillis: " + now);
        }
        return time.toEpochMilli();
    }

    private long numberedIndex(AwsInput input, KinesisStream stream, Shard shard) {
        String digits = input.requiredText("StartingSequenceNumber");
        SequenceNumber number = SequenceNumber.parse(digits).orElseThrow(() -> foreign(digits, stream, shard));
        if (number.shardNumber() != shard.number()) {
            throw KinesisErrors.invalidArgument("Invalid StartingSequenceNumber. It encodes "
                    + Shard.id(number.shardNumber()) + ", while it was used in a call to a shard with " + shard.id());
        }
        // the ending number of a closed shard stands one behind its last record
        long known = stream.log(shard).nextIndex() - (shard.isOpen() ? 1 : 0);
        if (number.epochSeconds() != shard.epochSeconds() || number.index() > known) {
            throw foreign(digits, stream, shard);
        }
        return number.index();
    }

    private RuntimeException foreign(String digits, KinesisStream stream, Shard shard) {
        return KinesisErrors.invalidArgument("StartingSequenceNumber " + digits + " used in GetShardIterator on shard "
                + shard.id() + " in " + streams.describe(stream.state())
                + " is invalid because it did not come from this stream.");
    }
}
