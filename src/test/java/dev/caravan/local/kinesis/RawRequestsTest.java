package dev.caravan.local.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import dev.caravan.local.protocol.Credentials;
import dev.caravan.local.protocol.RawAwsRequest;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The bytes on the wire, without any AWS client. */
class RawRequestsTest {

    private static final String NO_STREAM = "{\"StreamName\":\"absent\"}";

    private final KinesisFixture fixture = KinesisFixture.start(true);

    @AfterEach
    void stop() {
        fixture.close();
    }

    @Test
    void aJsonClientPutsAndGetsARecord() throws Exception {
        // Given
        send("CreateStream", "{\"StreamName\":\"clicks\",\"ShardCount\":1}");

        // When
        JsonNode put = send("PutRecord", "{\"StreamName\":\"clicks\",\"PartitionKey\":\"k\",\"Data\":\"aGVsbG8=\"}");
        JsonNode iterator = send(
                "GetShardIterator",
                "{\"StreamName\":\"clicks\",\"ShardId\":\"shardId-000000000000\","
                        + "\"ShardIteratorType\":\"AT_TIMESTAMP\",\"Timestamp\":1772600000.089}");
        JsonNode got = send("GetRecords", "{\"ShardIterator\":" + iterator.get("ShardIterator") + "}");

        // Then
        JsonNode record = got.get("Records").get(0);
        assertThat(record.get("SequenceNumber")).isEqualTo(put.get("SequenceNumber"));
        assertThat(record.get("Data").textValue()).isEqualTo("aGVsbG8=");
        assertThat(record.get("ApproximateArrivalTimestamp").decimalValue()).isEqualByComparingTo("1772600767.089");
        assertThat(got.get("MillisBehindLatest").intValue()).isZero();
        assertThat(got.has("ChildShards")).isFalse();
    }

    @Test
    void anOperationWithoutAnswerSendsAnEmptyObject() throws Exception {
        // Then
        assertThat(send("CreateStream", "{\"StreamName\":\"clicks\",\"ShardCount\":1}"))
                .isEmpty();
    }

    @Test
    void anErrorHasAwsShape() throws Exception {
        // When
        HttpResponse<byte[]> response = request("DescribeStream", NO_STREAM).send();

        // Then
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("x-amzn-errortype")).contains("ResourceNotFoundException");
        assertThat(json(response).get("__type").textValue()).isEqualTo("ResourceNotFoundException");
        assertThat(json(response).get("message").textValue())
                .isEqualTo("Stream absent under account 000000000000 not found.");
    }

    @Test
    void anErrorIsToldInTheProtocolOfItsRequest() throws Exception {
        // Given
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        byte[] body = cbor.writeValueAsBytes(Map.of("StreamName", "absent"));

        // When
        HttpResponse<byte[]> response = new RawAwsRequest(
                        fixture.kinesis.endpoint(), "kinesis", "Kinesis_20131202.DescribeStream", body)
                .contentType("application/x-amz-cbor-1.1")
                .time(fixture.clock.instant())
                .send();

        // Then
        assertThat(response.headers().firstValue("content-type")).contains("application/x-amz-cbor-1.1");
        assertThat(cbor.readTree(response.body()).get("__type").textValue()).isEqualTo("ResourceNotFoundException");
    }

    @Test
    void aStrangerIsRefused() throws Exception {
        // Then
        assertThat(type(request("ListStreams", "{}")
                        .credentials(new Credentials("stranger", "local-secret"))
                        .send()))
                .isEqualTo("UnrecognizedClientException");
        assertThat(type(request("ListStreams", "{}")
                        .credentials(new Credentials("local", "guessed"))
                        .send()))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(request("DeleteStream", "{\"StreamName\":\"orders\"}")
                        .signedFor(NO_STREAM)
                        .send()))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(request("ListStreams", "{}")
                        .time(fixture.clock.instant().minus(Duration.ofMinutes(6)))
                        .send()))
                .isEqualTo("InvalidSignatureException");
        assertThat(type(request("ListStreams", "{}").sendUnsigned())).isEqualTo("MissingAuthenticationTokenException");
    }

    @Test
    void aMemberOfTheWrongTypeIsASerializationError() throws Exception {
        for (String body : List.of("{\"StreamName\":5}", "{\"StreamName\":\"a\",\"Limit\":\"5\"}", "{", "null")) {
            // Then
            assertThat(type(request("DescribeStream", body).send())).as(body).isEqualTo("SerializationException");
        }
    }

    private JsonNode send(String operation, String body) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = request(operation, body).send();
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return json(response);
    }

    private RawAwsRequest request(String operation, String body) {
        return new RawAwsRequest(fixture.kinesis.endpoint(), "kinesis", "Kinesis_20131202." + operation, body)
                .time(fixture.clock.instant());
    }

    private static String type(HttpResponse<byte[]> response) throws IOException {
        return json(response).get("__type").textValue();
    }

    private static JsonNode json(HttpResponse<byte[]> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }
}
