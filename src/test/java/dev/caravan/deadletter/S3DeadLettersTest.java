package dev.caravan.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.object.Batches;
import dev.caravan.object.FaultyHttpClient;
import dev.caravan.object.FaultyHttpClient.Fault;
import dev.caravan.object.ObjectWriter;
import dev.caravan.object.Prefix;
import dev.caravan.object.S3Bucket;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.Reason;
import dev.caravan.record.Rejection;
import dev.caravan.record.SourceRecord;
import dev.caravan.testing.SharedServices;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(120)
class S3DeadLettersTest {

    private static final String BATCH = "clicks-3-00000000000000000100-0123abcd.json.gz";
    private static final byte[] BAD = {'{', (byte) 0xff, '\n', 0};

    private final FaultyHttpClient network = new FaultyHttpClient();
    private final S3Client client = network.s3Client();
    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String bucket = SharedServices.createBucket();

    @BeforeEach
    void start() {
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        client.close();
        network.close();
    }

    @Test
    void aDeadLetterKeepsTheWholeRecordAndWhy() throws Exception {
        // When
        writer(bucket)
                .write(
                        letters(
                                "kinesis-to-s3",
                                new Rejection(Batches.record(101, BAD), Reason.INVALID_UTF8, "The value is not UTF-8"),
                                new Rejection(tombstone(102), Reason.NULL_VALUE, "half \ud800")),
                        new Abandonment());

        // Then
        Map<String, List<JsonNode>> stored = stored();
        String key = "dead-letters/source=clicks/dt=2025-01-19/kinesis-to-s3-" + BATCH;
        assertThat(stored).containsOnlyKeys(key);
        assertThat(stored.get(key).get(0)).isEqualTo(json("""
                        {"reason":"invalid-utf8","detail":"The value is not UTF-8","route":"kinesis-to-s3",
                         "source_name":"clicks","partition":"3","position":"101",
                         "arrival_time":"2025-01-19T12:00:00.250Z","key":"aw==",
                         "headers":[{"name":"h","value":"AQ=="},{"name":"h","value":null}],
                         "sha256":"73611f3a8c6ee90002be7c711421001b2653b14e4fe66321f413c4fb6bca164a",
                         "record":"e/8KAA=="}"""));
        assertThat(stored.get(key).get(1)).isEqualTo(json("""
                        {"reason":"null-value","detail":"half ?","route":"kinesis-to-s3",
                         "source_name":"clicks","partition":"3","position":"102",
                         "arrival_time":"2025-01-19T12:00:00.250Z","key":null,"headers":[],
                         "sha256":null,"record":null}"""));
        HeadObjectResponse head = SharedServices.s3Client()
                .headObject(request -> request.bucket(bucket).key(key));
        assertThat(head.contentType()).isEqualTo("application/x-ndjson");
        assertThat(head.metadata())
                .containsEntry("start", "100")
                .containsEntry("end", "199")
                .containsEntry("route", "kinesis-to-s3")
                .containsEntry("rows", "2");
    }

    @Test
    void eachDayOfArrivalHasAnObjectOfItsOwn() throws Exception {
        // Given: timestamps as a producer may set them
        DeadLetters letters = letters(
                "r",
                rejected(100, Instant.parse("2025-01-19T23:59:59.999Z")),
                rejected(101, Instant.parse("2025-01-20T00:00:00Z")),
                rejected(102, Instant.ofEpochMilli(-1)),
                rejected(103, Instant.ofEpochMilli(Long.MAX_VALUE)),
                rejected(104, Instant.parse("2025-01-19T00:00:00Z")));

        // When
        writer(bucket).write(letters, new Abandonment());

        // Then
        Map<String, List<JsonNode>> stored = stored();
        assertThat(stored)
                .containsOnlyKeys(
                        "dead-letters/source=clicks/dt=2025-01-19/r-" + BATCH,
                        "dead-letters/source=clicks/dt=2025-01-20/r-" + BATCH,
                        "dead-letters/source=clicks/dt=__HIVE_DEFAULT_PARTITION__/r-" + BATCH);
        assertThat(stored.get("dead-letters/source=clicks/dt=2025-01-19/r-" + BATCH))
                .extracting(line -> line.get("position").textValue())
                .containsExactly("100", "104");
    }

    @Test
    void aReplayAndALostReplyLeaveOneObject() throws Exception {
        // Given
        network.next(Fault.LOST_REPLY, Fault.SLOW_DOWN);
        DeadLetters letters = letters("r", rejected(100, Batches.ARRIVAL));

        // When
        writer(bucket).write(letters, new Abandonment());
        writer(bucket).write(letters, new Abandonment());

        // Then
        assertThat(stored().values()).singleElement().satisfies(lines -> assertThat(lines)
                .hasSize(1));
    }

    @Test
    void twoRoutesOverOneBatchDoNotMeet() throws Exception {
        // When
        for (String route : List.of("first", "../second")) {
            writer(bucket).write(letters(route, rejected(100, Batches.ARRIVAL)), new Abandonment());
        }

        // Then
        assertThat(stored())
                .containsOnlyKeys(
                        "dead-letters/source=clicks/dt=2025-01-19/first-" + BATCH,
                        "dead-letters/source=clicks/dt=2025-01-19/..%2Fsecond-" + BATCH);
    }

    @Test
    void aMissingBucketStopsTheRouteAndAbandonmentEndsTheWork() {
        // Given
        DeadLetters letters = letters("r", rejected(100, Batches.ARRIVAL));
        Abandonment abandoned = new Abandonment();
        abandoned.abandon();

        // When, Then
        assertThatThrownBy(() -> writer("no-such-bucket").write(letters, new Abandonment()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("404 NoSuchBucket");
        assertThatThrownBy(() -> writer(bucket).write(letters, abandoned)).isInstanceOf(AbandonedException.class);
    }

    private S3DeadLetters writer(String name) {
        S3Bucket objects = new S3Bucket(context, client, name);
        objects.start();
        return new S3DeadLetters(new ObjectWriter(objects, new Retry(Backoff.DEFAULT)), new Prefix("dead-letters"));
    }

    private static DeadLetters letters(String route, Rejection... rejections) {
        BatchRange range = Batches.range(100, 199);
        return new DeadLetters(route, range, List.of(rejections));
    }

    private static Rejection rejected(long offset, Instant arrival) {
        return new Rejection(Batches.record(offset, arrival, BAD), Reason.NOT_JSON, "detail");
    }

    private static SourceRecord tombstone(long offset) {
        return new SourceRecord(new KafkaPosition(offset), Batches.ARRIVAL, null, null, List.of());
    }

    private Map<String, List<JsonNode>> stored() throws IOException {
        Map<String, List<JsonNode>> objects = new TreeMap<>();
        for (S3Object object : SharedServices.s3Client()
                .listObjectsV2Paginator(list -> list.bucket(bucket))
                .contents()) {
            byte[] bytes = SharedServices.s3Client()
                    .getObjectAsBytes(get -> get.bucket(bucket).key(object.key()))
                    .asByteArray();
            try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
                objects.put(
                        object.key(),
                        new String(gzip.readAllBytes(), StandardCharsets.UTF_8)
                                .lines()
                                .map(S3DeadLettersTest::json)
                                .toList());
            }
        }
        return objects;
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text);
        } catch (IOException e) {
            throw new AssertionError("Not JSON: " + text, e);
        }
    }
}
