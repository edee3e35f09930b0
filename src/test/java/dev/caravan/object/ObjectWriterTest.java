package dev.caravan.object;

import static dev.caravan.object.FaultyHttpClient.Fault.SLOW_DOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.Abandonment;
import dev.caravan.failure.Backoff;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.Retry;
import dev.caravan.record.BatchRange;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

@Timeout(120)
class ObjectWriterTest {

    private static final ObjectContent CONTENT = text("{\"n\":1}\n");
    private static final DefaultCamelContext CONTEXT = new DefaultCamelContext();
    private static String bucket;

    private final FaultyHttpClient network = new FaultyHttpClient();
    private final S3Client client = network.s3Client();
    private final AtomicInteger retries = new AtomicInteger();
    private final Prefix prefix = new Prefix(SharedServices.uniqueName("p"));

    @BeforeAll
    static void start() {
        CONTEXT.start();
        bucket = SharedServices.createBucket();
    }

    @AfterAll
    static void stop() {
        CONTEXT.stop();
    }

    @AfterEach
    void close() {
        client.close();
        network.close();
    }

    @Test
    void anObjectSaysWhatItIs() throws Exception {
        // Given
        BatchRange range = Batches.range(100, 199);

        // When
        ObjectKey key = writer(client, bucket).write(object(range, CONTENT), new Abandonment());

        // Then
        ResponseBytes<GetObjectResponse> stored = get(key);
        assertThat(stored.asUtf8String()).isEqualTo("{\"n\":1}\n");
        assertThat(stored.response().contentType()).isEqualTo("application/x-ndjson");
        assertThat(stored.response().contentEncoding()).isNullOrEmpty();
        assertThat(stored.response().metadata())
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "source", "clicks",
                        "partition", "3",
                        "lineage", "0123abcd",
                        "start", "100",
                        "end", "199",
                        "previous-end", "99",
                        "settings", Batches.SETTINGS,
                        "rows", "1"));
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultyHttpClient.Fault.class,
            names = {"LOST_REQUEST", "LOST_REPLY", "SLOW_DOWN", "CONFLICT"})
    void whatPassesByItselfIsRetriedInPlace(FaultyHttpClient.Fault fault) throws Exception {
        // Given
        network.next(fault, fault);

        // When
        ObjectKey key = writer(client, bucket).write(object(Batches.range(100, 199), CONTENT), new Abandonment());

        // Then
        assertThat(get(key).asUtf8String()).isEqualTo("{\"n\":1}\n");
        assertThat(retries).hasValue(2);
        assertThat(network.puts()).isEqualTo(3);
    }

    @Test
    void aStartAsksS3Nothing() {
        // Given: nothing listens there
        try (S3Client nowhere = S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:1"))
                .region(SharedServices.REGION)
                .credentialsProvider(SharedServices.credentialsProvider())
                .build()) {
            S3Bucket objects = new S3Bucket(CONTEXT, nowhere, bucket);

            // When
            objects.start();

            // Then
            assertThat(objects.isStarted()).isTrue();
        }
    }

    @Test
    void anObjectOfTheSameRangeIsOurOwn() throws Exception {
        // Given
        ObjectWriter writer = writer(client, bucket);
        NewObject object = object(Batches.range(100, 199), CONTENT);
        ObjectKey first = writer.write(object, new Abandonment());

        // When: a replay after retention has removed records, so with less in it
        ObjectKey second = writer.write(object(Batches.range(100, 199), text("{}\n")), new Abandonment());

        // Then
        assertThat(second).isEqualTo(first);
        assertThat(get(first).asUtf8String()).isEqualTo("{\"n\":1}\n");
    }

    @Test
    void otherSettingsGetAKeyOfTheirOwnSoThatNothingIsTakenForWritten() throws Exception {
        // Given: an interrupted attempt under steps that let fewer records through
        ObjectWriter writer = writer(client, bucket);
        BatchRange range = Batches.range(100, 199);
        ObjectKey first = writer.write(object(range, CONTENT), new Abandonment());

        // When
        BatchRange edited =
                new BatchRange(range.partition(), range.start(), range.end(), range.previousEnd(), "44556677");
        NewObject other = object(edited, text("{\"n\":2}\n"));
        ObjectKey second = writer.write(other, new Abandonment());
        ObjectKey replayed = writer.write(other, new Abandonment());

        // Then
        assertThat(second).isNotEqualTo(first).isEqualTo(replayed);
        assertThat(get(first).asUtf8String()).isEqualTo("{\"n\":1}\n");
        assertThat(get(second).asUtf8String()).isEqualTo("{\"n\":2}\n");
    }

    @Test
    void anotherEndGetsAKeyOfItsOwnSoThatNothingIsSkipped() throws Exception {
        // Given
        ObjectWriter writer = writer(client, bucket);
        ObjectKey first = writer.write(object(Batches.range(100, 199), CONTENT), new Abandonment());

        // When
        NewObject longer = object(Batches.range(100, 299), text("{\"n\":2}\n"));
        ObjectKey second = writer.write(longer, new Abandonment());
        ObjectKey replayed = writer.write(longer, new Abandonment());

        // Then
        assertThat(second.value())
                .isEqualTo(prefix + "clicks-3-00000000000000000100-0123abcd-00000000000000000299.json");
        assertThat(replayed).isEqualTo(second);
        assertThat(get(first).asUtf8String()).isEqualTo("{\"n\":1}\n");
        assertThat(get(second).asUtf8String()).isEqualTo("{\"n\":2}\n");
    }

    @Test
    void somebodyElsesObjectsStopTheRoute() {
        // Given
        NewObject object = object(Batches.range(100, 199), CONTENT);
        for (ObjectKey key : new ObjectKey[] {object.name().key(), object.name().keyWithEnd()}) {
            SharedServices.s3Client()
                    .putObject(put -> put.bucket(bucket).key(key.value()), RequestBody.fromString("foreign"));
        }

        // When, Then
        assertThatThrownBy(() -> writer(client, bucket).write(object, new Abandonment()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("an object there that is not of this batch");
        assertThat(get(object.name().key()).asUtf8String()).isEqualTo("foreign");
    }

    @Test
    void aMissingBucketIsPermanentAndNamed() {
        assertThatThrownBy(() ->
                        writer(client, "no-such-bucket").write(object(Batches.range(1, 2), CONTENT), new Abandonment()))
                .isInstanceOf(PermanentException.class)
                .hasMessageContaining("PutObject of s3://no-such-bucket/")
                .hasMessageContaining("404 NoSuchBucket")
                .hasMessageContaining("Create it");
        assertThat(retries).hasValue(0);
    }

    @Test
    void aWrongKeyIsPermanent() {
        // Given
        try (S3Client stranger = S3Client.builder()
                .endpointOverride(SharedServices.s3().endpoint())
                .forcePathStyle(true)
                .region(SharedServices.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(SharedServices.CREDENTIALS.accessKeyId(), "wrong")))
                .build()) {

            // When, Then
            assertThatThrownBy(() ->
                            writer(stranger, bucket).write(object(Batches.range(1, 2), CONTENT), new Abandonment()))
                    .isInstanceOf(PermanentException.class)
                    .hasMessageContaining("403 SignatureDoesNotMatch")
                    .hasMessageContaining("Check the credentials");
        }
    }

    @Test
    void abandonmentEndsTheRetries() throws Exception {
        // Given
        network.always(SLOW_DOWN);
        Abandonment abandonment = new Abandonment();
        CountDownLatch tried = new CountDownLatch(3);
        network.beforePut(tried::countDown);
        ObjectWriter writer = writer(client, bucket);
        CompletableFuture<ObjectKey> writing = CompletableFuture.supplyAsync(() -> {
            try {
                return writer.write(object(Batches.range(100, 199), CONTENT), abandonment);
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();

        // When
        abandonment.abandon();

        // Then
        assertThatThrownBy(() -> writing.get(10, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(AbandonedException.class);
    }

    private ObjectWriter writer(S3Client client, String name) {
        S3Bucket objects = new S3Bucket(CONTEXT, client, name);
        objects.start();
        Backoff fast = new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), () -> 1);
        return new ObjectWriter(objects, new Retry(fast, retries::incrementAndGet));
    }

    private NewObject object(BatchRange range, ObjectContent content) {
        return new NewObject(ObjectName.of(prefix, range, ".json"), range, content, Map.of("rows", "1"));
    }

    private static ObjectContent text(String text) {
        return new ObjectContent(text.getBytes(StandardCharsets.UTF_8), "application/x-ndjson", false);
    }

    private static ResponseBytes<GetObjectResponse> get(ObjectKey key) {
        return SharedServices.s3Client()
                .getObjectAsBytes(get -> get.bucket(bucket).key(key.value()));
    }
}
