package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Streams come, go and are described. */
final class StreamOperations {

    private static final int ON_DEMAND_SHARDS = 4;
    private static final int DEFAULT_PAGE = 100;
    private static final int MAX_PAGE = 10_000;
    private static final int MAX_SHARD_COUNT = 100_000;
    private static final String LIST_KIND = "streams";
    private static final int MAX_RECORD_KIB = 1024;

    private final Streams streams;
    private final Tokens tokens;

    StreamOperations(Streams streams, Tokens tokens) {
        this.streams = streams;
        this.tokens = tokens;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "CreateStream", this::create,
                "DeleteStream", this::delete,
                "DescribeStream", this::describe,
                "DescribeStreamSummary", this::describeSummary,
                "ListStreams", this::list);
    }

    private ObjectNode create(AwsInput input) {
        new Validation(input)
                .required("StreamName")
                .name("StreamName")
                .range("ShardCount", 1, MAX_SHARD_COUNT)
                .done();
        String mode =
                input.object("StreamModeDetails").map(SettingOperations::mode).orElse(StreamState.PROVISIONED);
        boolean provisioned = mode.equals(StreamState.PROVISIONED);
        if (provisioned != input.has("ShardCount")) {
            throw KinesisErrors.invalidArgument(
                    provisioned
                            ? "ShardCount has to be given for a stream in PROVISIONED mode."
                            : "ShardCount is not allowed for a stream in ON_DEMAND mode.");
        }
        Map<String, String> tags = Tags.of(input);
        int shardCount = input.integer("ShardCount").orElse(ON_DEMAND_SHARDS);
        streams.create(input.requiredText("StreamName"), shardCount, mode, tags);
        return Answers.empty();
    }

    private ObjectNode delete(AwsInput input) {
        streams.delete(streams.of(input));
        return Answers.empty();
    }

    private ObjectNode describe(AwsInput input) {
        new Validation(input)
                .range("Limit", 1, MAX_PAGE)
                .name("ExclusiveStartShardId")
                .done();
        StreamState stream = streams.of(input).state();
        int limit = input.integer("Limit").orElse(DEFAULT_PAGE);
        String after = input.text("ExclusiveStartShardId").orElse("");
        List<Shard> following = stream.shards().stream()
                .filter(shard -> shard.id().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Answers.empty();
        ObjectNode description = answer.putObject("StreamDescription");
        describe(stream, description);
        description.putNull("KeyId").put("HasMoreShards", following.size() > limit);
        ArrayNode shards = description.putArray("Shards");
        following.stream().limit(limit).map(Answers::shard).forEach(shards::add);
        return answer;
    }

    private ObjectNode describeSummary(AwsInput input) {
        StreamState stream = streams.of(input).state();
        ObjectNode answer = Answers.empty();
        ObjectNode summary = answer.putObject("StreamDescriptionSummary");
        describe(stream, summary);
        summary.put("OpenShardCount", stream.openShards().size())
                .put("ConsumerCount", 0)
                .put("MaxRecordSizeInKiB", MAX_RECORD_KIB);
        return answer;
    }

    private ObjectNode list(AwsInput input) {
        new Validation(input)
                .range("Limit", 1, MAX_PAGE)
                .name("ExclusiveStartStreamName")
                .done();
        int limit = input.integer("Limit").orElse(DEFAULT_PAGE);
        String after = input.text("NextToken")
                .map(this::lastName)
                .or(() -> input.text("ExclusiveStartStreamName"))
                .orElse("");
        List<StreamState> following = streams.after(after);
        List<StreamState> page = following.stream().limit(limit).toList();
        ObjectNode answer = Answers.empty().put("HasMoreStreams", following.size() > limit);
        ArrayNode names = answer.putArray("StreamNames");
        ArrayNode summaries = answer.putArray("StreamSummaries");
        for (StreamState stream : page) {
            names.add(stream.name());
            identify(stream, summaries.addObject());
        }
        if (following.size() > limit) {
            String last = page.get(limit - 1).name();
            answer.put("NextToken", tokens.seal(LIST_KIND, List.of(last)));
        }
        return answer;
    }

    private String lastName(String token) {
        return tokens.open(LIST_KIND, token)
                .orElseThrow(() -> KinesisErrors.invalidArgument("NextToken is invalid."))
                .get(0);
    }

    private void describe(StreamState stream, ObjectNode description) {
        identify(stream, description);
        description.put("RetentionPeriodHours", stream.retentionHours()).put("EncryptionType", "NONE");
        description.putArray("EnhancedMonitoring").addObject().putArray("ShardLevelMetrics");
    }

    private void identify(StreamState stream, ObjectNode node) {
        node.put("StreamName", stream.name())
                .put("StreamARN", streams.arn(stream))
                .put("StreamStatus", "ACTIVE")
                .putPOJO("StreamCreationTimestamp", Instant.ofEpochMilli(stream.createdMillis()))
                .set("StreamModeDetails", Answers.mode(stream));
    }
}
