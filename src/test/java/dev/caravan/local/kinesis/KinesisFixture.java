package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.protocol.FaultSwitch;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** A local Kinesis with a clock to move, faults to switch on, and SDK v2's client, which follows the clock. */
final class KinesisFixture implements AutoCloseable {

    static final Credentials KEY = new Credentials("local", "local-secret");
    static final String STREAM = "clicks";

    final MutableClock clock = new MutableClock();
    final FaultSwitch faults = new FaultSwitch();
    final LocalKinesis kinesis;
    final KinesisClient client;

    private KinesisFixture(boolean cbor, Optional<Path> directory) {
        LocalKinesisSettings settings =
                LocalKinesisSettings.of(KEY, "eu-central-1").withClock(clock).withFaults(faults);
        this.kinesis =
                LocalKinesis.start(directory.map(settings::withDataDirectory).orElse(settings));
        this.client = client(cbor);
    }

    static KinesisFixture start(boolean cbor) {
        return new KinesisFixture(cbor, Optional.empty());
    }

    static KinesisFixture start(Path directory) {
        return new KinesisFixture(true, Optional.of(directory));
    }

    private KinesisClient client(boolean cbor) {
        System.setProperty("aws.cborEnabled", String.valueOf(cbor));
        try {
            return KinesisClient.builder()
                    .endpointOverride(kinesis.endpoint())
                    .region(Region.EU_CENTRAL_1)
                    .credentialsProvider(StaticCredentialsProvider.create(
                            AwsBasicCredentials.create(KEY.accessKeyId(), KEY.secretAccessKey())))
                    .build();
        } finally {
            System.clearProperty("aws.cborEnabled");
        }
    }

    void createStream(int shards) {
        client.createStream(create -> create.streamName(STREAM).shardCount(shards));
    }

    PutRecordResponse put(String partitionKey, String data) {
        return client.putRecord(
                put -> put.streamName(STREAM).partitionKey(partitionKey).data(SdkBytes.fromUtf8String(data)));
    }

    List<Shard> shards() {
        return client.listShards(list -> list.streamName(STREAM)).shards();
    }

    String iterator(String shardId, ShardIteratorType type) {
        return client.getShardIterator(
                        get -> get.streamName(STREAM).shardId(shardId).shardIteratorType(type))
                .shardIterator();
    }

    String iterator(String shardId, ShardIteratorType type, String sequenceNumber) {
        return client.getShardIterator(get -> get.streamName(STREAM)
                        .shardId(shardId)
                        .shardIteratorType(type)
                        .startingSequenceNumber(sequenceNumber))
                .shardIterator();
    }

    GetRecordsResponse read(String iterator) {
        return client.getRecords(get -> get.shardIterator(iterator));
    }

    /** The data of all records of a shard, from its oldest to its end or to the newest. */
    List<String> readAll(String shardId) {
        List<String> all = new ArrayList<>();
        String iterator = iterator(shardId, ShardIteratorType.TRIM_HORIZON);
        while (iterator != null) {
            GetRecordsResponse answer = read(iterator);
            all.addAll(texts(answer));
            iterator = answer.millisBehindLatest() == 0 ? null : answer.nextShardIterator();
        }
        return all;
    }

    static List<String> texts(GetRecordsResponse answer) {
        return answer.records().stream()
                .map(Record::data)
                .map(SdkBytes::asUtf8String)
                .toList();
    }

    @Override
    public void close() {
        client.close();
        kinesis.close();
    }
}
