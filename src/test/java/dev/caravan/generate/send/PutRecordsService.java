package dev.caravan.generate.send;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.caravan.local.protocol.AwsError;
import dev.caravan.local.protocol.AwsInput;
import dev.caravan.local.protocol.AwsJsonServer;
import dev.caravan.local.protocol.AwsService;
import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.protocol.FaultSwitch;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Keeps what PutRecords writes and can be told to fail, entry by entry or without an answer. */
public final class PutRecordsService implements AutoCloseable {
    private static final Credentials CREDENTIALS = new Credentials("local", "local-secret");

    /** One accepted entry. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Entry(String partitionKey, byte[] data) {}

    private final FaultSwitch faults = new FaultSwitch();
    private final List<Entry> written = new CopyOnWriteArrayList<>();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();
    private final String stream;
    private final AwsJsonServer server;

    public PutRecordsService(String stream) {
        this.stream = stream;
        this.server = AwsJsonServer.start(
                new AwsService("kinesis", "Kinesis_20131202", Map.of("PutRecords", this::putRecords)),
                0,
                CREDENTIALS,
                Clock.systemUTC(),
                faults);
    }

    public FaultSwitch faults() {
        return faults;
    }

    public List<Entry> written() {
        return written;
    }

    /** The number of entries of each call. */
    public List<Integer> calls() {
        return calls;
    }

    public KinesisClient client() {
        return KinesisClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(CREDENTIALS.accessKeyId(), CREDENTIALS.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder().socketTimeout(Duration.ofSeconds(5)))
                .build();
    }

    @Override
    public void close() {
        server.close();
    }

    private ObjectNode putRecords(AwsInput input) {
        if (!input.requiredText("StreamName").equals(stream)) {
            throw AwsError.badRequest(
                    "ResourceNotFoundException", "Stream " + input.requiredText("StreamName") + " not found.");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode results = answer.putArray("Records");
        List<AwsInput> entries = input.objects("Records");
        calls.add(entries.size());
        int failed = 0;
        for (int at = 0; at < entries.size(); at++) {
            if (input.isFailing(at)) {
                failed++;
                results.addObject()
                        .put("ErrorCode", "ProvisionedThroughputExceededException")
                        .put("ErrorMessage", "slow");
            } else {
                AwsInput entry = entries.get(at);
                written.add(new Entry(
                        entry.requiredText("PartitionKey"), entry.bytes("Data").orElseThrow()));
                results.addObject().put("SequenceNumber", "1").put("ShardId", "shardId-000000000000");
            }
        }
        return answer.put("FailedRecordCount", failed);
    }
}
