package dev.caravan.doctor;

import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Reads what a reader of the stream reads first, and one record, which nobody else misses. */
record StreamProbe(String stream) implements Probe {

    @Override
    public String what() {
        return "stream " + stream;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        KinesisClient kinesis = access.clients().kinesis();
        String arn = access.arns().stream(stream);
        attempts.make(
                "kinesis:DescribeStreamSummary",
                arn,
                () -> kinesis.describeStreamSummary(
                        request -> request.streamName(stream).overrideConfiguration(Attempts.SHORT)));
        Optional<String> shard = attempts.make(
                        "kinesis:ListShards",
                        arn,
                        () -> kinesis.listShards(request ->
                                request.streamName(stream).maxResults(1).overrideConfiguration(Attempts.SHORT)))
                .map(ListShardsResponse::shards)
                .flatMap(shards -> shards.stream().findFirst())
                .map(Shard::shardId);
        Optional<String> iterator = shard.flatMap(id -> attempts.make(
                        "kinesis:GetShardIterator",
                        arn,
                        () -> kinesis.getShardIterator(request -> request.streamName(stream)
                                .shardId(id)
                                .shardIteratorType(ShardIteratorType.TRIM_HORIZON)
                                .overrideConfiguration(Attempts.SHORT))))
                .map(GetShardIteratorResponse::shardIterator);
        iterator.ifPresent(position -> attempts.make(
                "kinesis:GetRecords",
                arn,
                () -> kinesis.getRecords(
                        request -> request.shardIterator(position).limit(1).overrideConfiguration(Attempts.SHORT))));
    }
}
