package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The structures that several operations answer with. */
final class Answers {

    private Answers() {}

    static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** AWS's structure Shard. */
    static ObjectNode shard(Shard shard) {
        ObjectNode answer = empty().put("ShardId", shard.id());
        if (!shard.parents().isEmpty()) {
            answer.put("ParentShardId", Shard.id(shard.parents().get(0)));
        }
        if (shard.parents().size() > 1) {
            answer.put("AdjacentParentShardId", Shard.id(shard.parents().get(1)));
        }
        answer.set("HashKeyRange", range(shard.range()));
        ObjectNode numbers = answer.putObject("SequenceNumberRange")
                .put("StartingSequenceNumber", shard.startingSequenceNumber().toString());
        shard.endingSequenceNumber().ifPresent(end -> numbers.put("EndingSequenceNumber", end.toString()));
        return answer;
    }

    /** AWS's structure ChildShard. */
    static ObjectNode childShard(Shard shard) {
        ObjectNode answer = empty().put("ShardId", shard.id());
        shard.parents().forEach(parent -> answer.withArray("ParentShards").add(Shard.id(parent)));
        answer.set("HashKeyRange", range(shard.range()));
        return answer;
    }

    /** AWS's structure StreamModeDetails. */
    static ObjectNode mode(StreamState stream) {
        return empty().put("StreamMode", stream.mode());
    }

    private static ObjectNode range(HashKeyRange range) {
        return empty().put("StartingHashKey", range.start().toString())
                .put("EndingHashKey", range.end().toString());
    }
}
