package dev.caravan.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.process.ChildJvm;
import dev.caravan.local.protocol.Credentials;
import dev.caravan.testing.TestClassPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Object;

/** An object is there only when it is whole, as on S3. */
@Timeout(120)
class UnfinishedUploadTest {
    private static final Credentials KEYS = new Credentials("key-id", "secret-key");
    private static final String BUCKET = "lake";
    private static final String KEY = "dt=2026-11-21/a.json";

    @TempDir
    Path directory;

    private LocalS3 s3;
    private S3Client client;

    @BeforeEach
    void start() {
        s3 = LocalS3.start(directory, 0, KEYS);
        client = client(s3.endpoint());
        client.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void anUploadUnderWayIsNoObject(boolean ifNoneMatch) throws Exception {
        // When
        try (StalledUpload upload = StalledUpload.begin(s3, KEYS, BUCKET, KEY, "first ", "rest", ifNoneMatch)) {

            // Then
            assertThat(keys(client)).isEmpty();
            assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).delimiter("/"))
                            .commonPrefixes())
                    .isEmpty();
            assertThat(client.listBuckets().buckets()).extracting(Bucket::name).containsExactly(BUCKET);
            assertThatThrownBy(
                            () -> client.headObject(head -> head.bucket(BUCKET).key(KEY)))
                    .isInstanceOf(NoSuchKeyException.class);
            assertThat(upload.finish()).contains("200");
            assertThat(keys(client)).containsExactly(KEY);
            assertThat(text(KEY)).isEqualTo("first rest");
            assertThat(files(s3.objects()))
                    .containsExactly(s3.objects().resolve(BUCKET).resolve(KEY));
        }
    }

    @Test
    void anObjectStaysAsItIsUntilTheNewOneIsWhole() throws Exception {
        // Given
        client.putObject(put -> put.bucket(BUCKET).key(KEY), RequestBody.fromString("old"));

        // When
        try (StalledUpload upload = StalledUpload.begin(s3, KEYS, BUCKET, KEY, "first ", "rest", false)) {

            // Then
            assertThat(keys(client)).containsExactly(KEY);
            assertThat(text(KEY)).isEqualTo("old");
            assertThat(upload.finish()).contains("200");
            assertThat(text(KEY)).isEqualTo("first rest");
        }
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws Exception {
        // Given
        StalledUpload upload = StalledUpload.begin(s3, KEYS, BUCKET, KEY, "first ", "rest", true);

        // When
        upload.close();

        // Then
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(files(s3.objects()))
                .isEmpty());
        assertThat(keys(client)).isEmpty();
    }

    @Test
    void anUploadIsRefusedThatEndsAfterAnotherMadeTheObject() throws Exception {
        // Given
        try (StalledUpload upload = StalledUpload.begin(s3, KEYS, BUCKET, KEY, "first ", "rest", true)) {
            client.putObject(put -> put.bucket(BUCKET).key(KEY).ifNoneMatch("*"), RequestBody.fromString("other"));

            // When
            String answer = upload.finish();

            // Then
            assertThat(answer).contains("412");
            assertThat(text(KEY)).isEqualTo("other");
        }
    }

    @Test
    void anUploadIsRefusedWhoseBucketIsDeletedMeanwhile() throws Exception {
        // Given
        try (StalledUpload upload = StalledUpload.begin(s3, KEYS, BUCKET, KEY, "first ", "rest", false)) {
            client.deleteBucket(delete -> delete.bucket(BUCKET));

            // When
            String answer = upload.finish();

            // Then
            assertThat(answer).contains("404");
            assertThat(client.listBuckets().buckets()).isEmpty();
        }
    }

    @Test
    void anUploadCutByAKillIsNeverAnObject(@TempDir Path own) throws Exception {
        // Given
        try (ChildJvm process = ChildJvm.start(
                "s3", TestClassPath.entries(), Server.class.getName(), List.of(), List.of(own.toString()), log(own))) {
            URI endpoint = URI.create(process.readLine(Duration.ofSeconds(60)));
            try (S3Client user = client(endpoint)) {
                user.createBucket(bucket -> bucket.bucket(BUCKET));
                user.putObject(put -> put.bucket(BUCKET).key("whole"), RequestBody.fromString("v"));
            }
            StalledUpload.begin(endpoint, own, KEYS, BUCKET, KEY, "first ", "rest", true);

            // When
            ProcessHandle killed = ProcessHandle.of(process.pid()).orElseThrow();
            killed.destroyForcibly();
            killed.onExit().get(30, TimeUnit.SECONDS);
        }

        // Then
        assertThat(files(own.resolve("objects").resolve(BUCKET)))
                .containsExactly(own.resolve("objects").resolve(BUCKET).resolve("whole"));
        try (LocalS3 again = LocalS3.start(own, 0, KEYS);
                S3Client user = client(again.endpoint())) {
            assertThat(keys(user)).containsExactly("whole");
            assertThat(files(again.objects()))
                    .containsExactly(again.objects().resolve(BUCKET).resolve("whole"));
        }
    }

    private static Path log(Path directory) {
        return directory.resolve("log").resolve("s3.log");
    }

    private static List<String> keys(S3Client client) {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private String text(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            return paths.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static S3Client client(URI endpoint) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(KEYS.accessKeyId(), KEYS.secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    /** Serves a directory, says where, and waits to be killed. */
    static final class Server {
        private Server() {}

        public static void main(String[] args) throws Exception {
            LocalS3 service = LocalS3.start(Path.of(args[0]), 0, KEYS);
            System.out.println(service.endpoint());
            System.in.read();
            service.close();
        }
    }
}
