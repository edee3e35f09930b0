package dev.caravan.local.kinesis;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsOperation;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Records come in: 1 MiB each; 500 and 5 MiB, partition keys included, a call. */
final class PutOperations {

    private static final int MAX_DATA_BYTES = 1 << 20;
    private static final int MAX_KEY_CHARACTERS = 256;
    private static final int MAX_ENTRIES = 500;
    private static final int MAX_CALL_BYTES = 5 << 20;

    private record Entry(BigInteger hashKey, String partitionKey, byte[] data) {

        int bytes() {
            return partitionKey.getBytes(StandardCharsets.UTF_8).length + data.length;
        }
    }

    private final Streams streams;

    PutOperations(Streams streams) {
        this.streams = streams;
    }

    Map<String, AwsOperation> operations() {
        return Map.of("PutRecord", this::putRecord, "PutRecords", this::putRecords);
    }

    private ObjectNode putRecord(AwsInput input) {
        new Validation(input)
                .required("Data", "PartitionKey")
                .sequenceNumber("SequenceNumberForOrdering")
                .done();
        Entry entry = entry(input);
        return placed(put(streams.of(input), entry));
    }

    private ObjectNode putRecords(AwsInput input) {
        new Validation(input).required("Records").done();
        List<AwsInput> records = input.objects("Records");
        checkCount(input, records.size());
        List<Entry> entries = new ArrayList<>();
        long bytes = 0;
        for (AwsInput entryInput : records) {
            new Validation(entryInput).required("Data", "PartitionKey").done();
            Entry entry = entry(entryInput);
            entries.add(entry);
            bytes += entry.bytes();
        }
        if (bytes > MAX_CALL_BYTES) {
            throw KinesisErrors.invalidArgument("Records size exceeds 5 MB limit: " + bytes + " bytes.");
        }
        return putAll(input, streams.of(input), entries);
    }

    private static ObjectNode putAll(AwsInput input, KinesisStream stream, List<Entry> entries) {
        ObjectNode answer = Answers.empty();
        ArrayNode results = answer.putArray("Records");
        int failed = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (input.isFailing(i)) {
                failed++;
                results.addObject()
                        .put("ErrorCode", KinesisErrors.THROUGHPUT_EXCEEDED)
                        .put("ErrorMessage", "Rate exceeded for a shard: this local Kinesis was asked to throttle.");
            } else {
                results.add(placed(put(stream, entries.get(i))));
            }
        }
        return answer.put("FailedRecordCount", failed);
    }

    private static void checkCount(AwsInput input, int count) {
        new Validation(input)
                .check(count >= 1, () -> "[]", "Records", "Member must have length greater than or equal to 1")
                .check(
                        count <= MAX_ENTRIES,
                        () -> "[" + count + " records]",
                        "Records",
                        "Member must have length less than or equal to " + MAX_ENTRIES)
                .done();
    }

    private static Entry entry(AwsInput input) {
        byte[] data = input.bytes("Data").orElseThrow();
        new Validation(input)
                .length("PartitionKey", 1, MAX_KEY_CHARACTERS)
                .pattern("ExplicitHashKey", ShardOperations.HASH_KEY)
                .check(
                        data.length <= MAX_DATA_BYTES,
                        () -> data.length + " bytes",
                        "Data",
                        "Member must have length less than or equal to " + MAX_DATA_BYTES)
                .done();
        String partitionKey = input.requiredText("PartitionKey");
        Optional<String> explicit = input.text("ExplicitHashKey");
        BigInteger hashKey = explicit.map(BigInteger::new).orElseGet(() -> HashKeyRange.hashKey(partitionKey));
        if (hashKey.compareTo(HashKeyRange.MAX) > 0) {
            throw KinesisErrors.invalidArgument("Invalid ExplicitHashKey. ExplicitHashKey must be in the range:"
                    + " [0, 2^128-1]. Specified value was " + hashKey);
        }
        return new Entry(hashKey, partitionKey, data);
    }

    private static KinesisStream.Placed put(KinesisStream stream, Entry entry) {
        return stream.put(entry.hashKey(), entry.partitionKey(), entry.data());
    }

    private static ObjectNode placed(KinesisStream.Placed placed) {
        return Answers.empty()
                .put("ShardId", placed.shard().id())
                .put("SequenceNumber", placed.sequenceNumber().toString());
    }
}
