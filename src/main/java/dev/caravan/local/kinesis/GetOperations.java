package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.kinesis.log.RecordLog;
import dev.caravan.local.kinesis.log.StoredRecord;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** GetRecords: 10,000 records and 10 MiB a call at most. */
final class GetOperations {

    private static final int MAX_RECORDS = 10_000;
    private static final int MAX_BYTES = 10 << 20;

    private final Streams streams;
    private final Tokens tokens;
    private final Clock clock;

    GetOperations(Streams streams, Tokens tokens, Clock clock) {
        this.streams = streams;
        this.tokens = tokens;
        this.clock = clock;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("GetRecords", this::getRecords);
    }

    private ObjectNode getRecords(AwsInput input) {
        new Validation(input)
                .required("ShardIterator")
                .length("ShardIterator", 1, 512)
                .range("Limit", 1, MAX_RECORDS)
                .done();
        long now = clock.millis();
        ShardIterator iterator = ShardIterator.open(tokens, input.requiredText("ShardIterator"));
        iterator.checkAge(now);
        KinesisStream stream = streams.named(iterator.stream());
        StreamState state = stream.state();
        if (state.createdMillis() != iterator.createdMillis()) {
            throw KinesisErrors.notFound("The iterator is of an earlier " + streams.describe(state) + ".");
        }
        Shard shard = state.shard(iterator.shardNumber())
                .orElseThrow(() -> streams.noShard(state, Shard.id(iterator.shardNumber())));
        long from = Math.max(iterator.index(), stream.firstIndex(shard));
        RecordLog log = stream.log(shard);
        List<StoredRecord> records = log.read(from, input.integer("Limit").orElse(MAX_RECORDS), MAX_BYTES);
        long next = records.isEmpty() ? from : records.get(records.size() - 1).index() + 1;

        ObjectNode answer = Answers.empty();
        ArrayNode list = answer.putArray("Records");
        records.forEach(record -> describe(shard, record, list.addObject()));
        answer.put(
                "MillisBehindLatest",
                log.arrivalMillis(next)
                        .map(waiting -> Math.max(1, now - waiting))
                        .orElse(0L));
        if (shard.isOpen() || next < shard.closing().endIndex()) {
            answer.put("NextShardIterator", iterator.advance(next, now).seal(tokens));
        } else {
            ArrayNode children = answer.putArray("ChildShards");
            state.children(shard.number()).forEach(child -> children.add(Answers.childShard(child)));
        }
        return answer;
    }

    private static void describe(Shard shard, StoredRecord record, ObjectNode node) {
        node.put(
                        "SequenceNumber",
                        shard.sequenceNumber(record.index(), record.arrivalMillis())
                                .toString())
                .put("PartitionKey", record.partitionKey())
                .put("Data", record.data())
                .putPOJO("ApproximateArrivalTimestamp", Instant.ofEpochMilli(record.arrivalMillis()));
    }
}
