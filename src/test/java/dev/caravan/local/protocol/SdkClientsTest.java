package dev.caravan.local.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.GetShardIteratorRequest;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** The server's wire forms as SDK v2's Kinesis client sends and reads them. */
class SdkClientsTest {

    private static final Instant TIME = Instant.parse("2026-03-04T05:06:07.089Z");
    private static final byte[] BLOB = {0, 1, (byte) 0xff};

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final FaultSwitch faults = new FaultSwitch();
    private final AwsJsonServer server = AwsJsonServer.start(
            new AwsService(
                    "kinesis",
                    "Kinesis_20131202",
                    Map.of(
                            "GetRecords", this::records,
                            "PutRecord", this::record,
                            "GetShardIterator", this::iterator,
                            "DescribeStream", SdkClientsTest::absent)),
            0,
            new Credentials("local", "local-secret"),
            Clock.systemUTC(),
            faults);

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty("aws.cborEnabled");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void blobsTimestampsAndErrorsPassInCborAndJson(boolean cbor) {
        // Given
        System.setProperty("aws.cborEnabled", String.valueOf(cbor));
        try (KinesisClient client = KinesisClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .build()) {

            // When
            client.putRecord(put -> put.streamName("clicks").partitionKey("k").data(SdkBytes.fromByteArray(BLOB)));
            client.getShardIterator(SdkClientsTest::atTimestamp);
            GetRecordsResponse answer = client.getRecords(get -> get.shardIterator("i"));

            // Then
            assertThat(seen).containsExactly("[0, 1, -1]", TIME.toString());
            assertThat(answer.records().get(0).approximateArrivalTimestamp()).isEqualTo(TIME);
            assertThat(answer.records().get(0).data().asByteArray()).isEqualTo(BLOB);
            assertThat(answer.millisBehindLatest()).isEqualTo(7);
            assertThat(answer.responseMetadata().requestId()).isNotBlank();
            assertThatThrownBy(() -> client.describeStream(describe -> describe.streamName("clicks")))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining("no stream");
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void theAsyncClientSpeaksHttp1AndHttp2(Protocol protocol) throws Exception {
        // Given
        try (KinesisAsyncClient client = KinesisAsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol))
                .build()) {

            // When
            List<CompletableFuture<GetRecordsResponse>> answers = IntStream.range(0, 100)
                    .mapToObj(i -> client.getRecords(get -> get.shardIterator("i")))
                    .toList();

            // Then
            for (CompletableFuture<GetRecordsResponse> answer : answers) {
                assertThat(answer.get(20, TimeUnit.SECONDS).records()).hasSize(1);
            }
        }
    }

    @Test
    void theAsyncClientsDefaultsAndALargeBodyPass() throws Exception {
        // Given
        SdkBytes large = SdkBytes.fromByteArray(new byte[5 << 20]);
        try (KinesisAsyncClient client = KinesisAsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .build()) {

            // When
            client.putRecord(put -> put.streamName("clicks").partitionKey("k").data(large))
                    .get(20, TimeUnit.SECONDS);

            // Then
            assertThat(seen).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(Protocol.class)
    void aLostReplyMakesTheAsyncClientTryAgain(Protocol protocol) throws Exception {
        // Given
        faults.inject("PutRecord", new Fault.LostReply(), 1);
        try (KinesisAsyncClient client = KinesisAsyncClient.builder()
                .endpointOverride(server.endpoint())
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(credentials())
                .httpClientBuilder(NettyNioAsyncHttpClient.builder().protocol(protocol))
                .build()) {

            // When
            client.putRecord(put -> put.streamName("clicks").partitionKey("k").data(SdkBytes.fromByteArray(BLOB)))
                    .get(20, TimeUnit.SECONDS);

            // Then
            assertThat(seen).hasSize(2);
        }
    }

    private static void atTimestamp(GetShardIteratorRequest.Builder get) {
        get.streamName("clicks").shardId("s").shardIteratorType("AT_TIMESTAMP").timestamp(TIME);
    }

    private static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local-secret"));
    }

    private ObjectNode record(AwsInput input) {
        byte[] data = input.bytes("Data").orElseThrow();
        seen.add(data.length > 10 ? "large" : Arrays.toString(data));
        return JsonNodeFactory.instance.objectNode().put("ShardId", "s").put("SequenceNumber", "1");
    }

    private ObjectNode iterator(AwsInput input) {
        seen.add(input.instant("Timestamp").orElseThrow().toString());
        return JsonNodeFactory.instance.objectNode().put("ShardIterator", "i");
    }

    private ObjectNode records(AwsInput input) {
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("MillisBehindLatest", 7);
        answer.putArray("Records")
                .addObject()
                .put("Data", BLOB)
                .put("PartitionKey", "schlüssel")
                .put("SequenceNumber", "1")
                .putPOJO("ApproximateArrivalTimestamp", TIME);
        return answer;
    }

    private static ObjectNode absent(AwsInput input) {
        throw AwsError.badRequest("ResourceNotFoundException", "no stream " + input.requiredText("StreamName"));
    }
}
