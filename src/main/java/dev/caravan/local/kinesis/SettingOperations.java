package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be changed of a stream beside its shards: retention, mode and tags. */
final class SettingOperations {

    private static final int MIN_HOURS = 24;
    private static final int MAX_HOURS = 8760;
    private static final int MAX_TAG_PAGE = 50;

    private final Streams streams;

    SettingOperations(Streams streams) {
        this.streams = streams;
    }

    Map<String, AwsOperation> operations() {
        return Map.of(
                "IncreaseStreamRetentionPeriod", this::increaseRetention,
                "DecreaseStreamRetentionPeriod", this::decreaseRetention,
                "UpdateStreamMode", this::updateMode,
                "AddTagsToStream", this::addTags,
                "RemoveTagsFromStream", this::removeTags,
                "ListTagsForStream", this::listTags);
    }

    private ObjectNode increaseRetention(AwsInput input) {
        int hours = hours(input);
        streams.of(input).change(stream -> {
            if (hours < stream.retentionHours()) {
                throw otherDirection(hours, stream, "shorter", "DecreaseRetentionPeriod");
            }
            return stream.withRetentionHours(hours);
        });
        return Answers.empty();
    }

    private ObjectNode decreaseRetention(AwsInput input) {
        int hours = hours(input);
        streams.of(input).change(stream -> {
            if (hours > stream.retentionHours()) {
                throw otherDirection(hours, stream, "longer", "IncreaseRetentionPeriod");
            }
            return stream.withRetentionHours(hours);
        });
        return Answers.empty();
    }

    private static int hours(AwsInput input) {
        new Validation(input).required("RetentionPeriodHours").done();
        int hours = input.integer("RetentionPeriodHours").orElseThrow();
        if (hours < MIN_HOURS || hours > MAX_HOURS) {
            throw KinesisErrors.invalidArgument("Retention period has to be " + MIN_HOURS + " to " + MAX_HOURS
                    + " hours. Requested: " + hours + " hours.");
        }
        return hours;
    }

    private static RuntimeException otherDirection(int hours, StreamState stream, String comparison, String operation) {
        return KinesisErrors.invalidArgument("Requested retention period (" + hours + " hours) for stream "
                + stream.name() + " can not be " + comparison + " than existing retention period ("
                + stream.retentionHours() + " hours). Use " + operation + " API.");
    }

    private ObjectNode updateMode(AwsInput input) {
        new Validation(input).required("StreamARN", "StreamModeDetails").done();
        String mode = mode(input.object("StreamModeDetails").orElseThrow());
        streams.of(input).change(stream -> stream.withMode(mode));
        return Answers.empty();
    }

    /** The mode in AWS's structure StreamModeDetails. */
    static String mode(AwsInput details) {
        new Validation(details)
                .required("StreamMode")
                .oneOf("StreamMode", List.of(StreamState.PROVISIONED, StreamState.ON_DEMAND))
                .done();
        return details.requiredText("StreamMode");
    }

    private ObjectNode addTags(AwsInput input) {
        new Validation(input).required("Tags").done();
        Map<String, String> added = Tags.of(input);
        streams.of(input).change(stream -> stream.withTags(Tags.add(stream.tags(), added)));
        return Answers.empty();
    }

    private ObjectNode removeTags(AwsInput input) {
        new Validation(input).required("TagKeys").done();
        List<String> keys = input.texts("TagKeys");
        streams.of(input).change(stream -> {
            Map<String, String> left = new TreeMap<>(stream.tags());
            keys.forEach(left::remove);
            return stream.withTags(left);
        });
        return Answers.empty();
    }

    private ObjectNode listTags(AwsInput input) {
        new Validation(input)
                .range("Limit", 1, MAX_TAG_PAGE)
                .length("ExclusiveStartTagKey", 1, 128)
                .done();
        int limit = input.integer("Limit").orElse(MAX_TAG_PAGE);
        String after = input.text("ExclusiveStartTagKey").orElse("");
        List<Map.Entry<String, String>> following = streams.of(input).state().tags().entrySet().stream()
                .filter(tag -> tag.getKey().compareTo(after) > 0)
                .toList();
        ObjectNode answer = Answers.empty().put("HasMoreTags", following.size() > limit);
        ArrayNode tags = answer.putArray("Tags");
        following.stream()
                .limit(limit)
                .forEach(tag -> tags.addObject().put("Key", tag.getKey()).put("Value", tag.getValue()));
        return answer;
    }
}
