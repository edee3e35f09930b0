package dev.caravan.local.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.protocol.Credentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedMultipartUpload;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

@Timeout(120)
class LocalS3Test {
    private static final String BUCKET = "lake";

    @TempDir
    static Path directory;

    private static LocalS3 s3;
    private static S3Client client;

    @BeforeAll
    static void start() {
        s3 = LocalS3.start(directory, 0, new Credentials("key-id", "secret-key"));
        client = client("key-id", "secret-key");
        client.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    @AfterAll
    static void stop() {
        client.close();
        s3.close();
    }

    @Test
    void anObjectKeepsItsMetadataAndIsAPlainFile() throws Exception {
        // When
        client.putObject(
                put -> put.bucket(BUCKET)
                        .key("plain/a.json.gz")
                        .contentType("application/x-ndjson")
                        .contentEncoding("gzip")
                        .metadata(Map.of("start", "0001", "counts", "in=3,out=2")),
                RequestBody.fromString("content"));

        // Then
        HeadObjectResponse head = client.headObject(get -> get.bucket(BUCKET).key("plain/a.json.gz"));
        assertThat(head.contentType()).isEqualTo("application/x-ndjson");
        assertThat(head.contentEncoding()).isEqualTo("gzip");
        assertThat(head.contentLength()).isEqualTo(7);
        assertThat(head.metadata()).isEqualTo(Map.of("start", "0001", "counts", "in=3,out=2"));
        assertThat(Files.readString(s3.objects().resolve(BUCKET).resolve("plain/a.json.gz")))
                .isEqualTo("content");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dt=2026-11-21/hour=07/a.json",
                "per%20cent/100%.txt",
                "a+b c&d,e;f:g@h!$'()*~",
                "grüße/日本/🚀.json",
                "twice%252F"
            })
    void anyKeyComesBackAsItWasPut(String key) throws Exception {
        // When
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(key));

        // Then
        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String())
                .isEqualTo(key);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix(key)).contents())
                .extracting(S3Object::key)
                .containsExactly(key);
        assertThat(Files.readString(s3.objects().resolve(BUCKET).resolve(key))).isEqualTo(key);
    }

    @Test
    void aRangeIsAPartOfTheObject() {
        // Given
        client.putObject(put -> put.bucket(BUCKET).key("range"), RequestBody.fromString("0123456789"));

        // When
        ResponseBytes<GetObjectResponse> part =
                client.getObjectAsBytes(get -> get.bucket(BUCKET).key("range").range("bytes=2-4"));

        // Then
        assertThat(part.asUtf8String()).isEqualTo("234");
        assertThat(part.response().contentRange()).isEqualTo("bytes 2-4/10");
    }

    @Test
    void createIfAbsentLeavesAnExistingObjectAlone() {
        // Given
        client.putObject(put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("first"));

        // Then
        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket(BUCKET).key("once").ifNoneMatch("*"), RequestBody.fromString("second")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(412);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("PreconditionFailed");
                });
        assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key("once"))
                        .asUtf8String())
                .isEqualTo("first");
    }

    @Test
    void ofTwoConcurrentCreatesOfAKeyExactlyOneWins() throws Exception {
        // Given
        ExecutorService threads = Executors.newFixedThreadPool(2);
        CyclicBarrier together = new CyclicBarrier(2);
        List<String> winners = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                String key = "race/" + i;

                // When
                List<Future<String>> writers = Stream.of("one", "two")
                        .map(writer -> threads.submit(() -> {
                            together.await(10, TimeUnit.SECONDS);
                            return created(key, writer) ? writer : "";
                        }))
                        .toList();
                String first = writers.get(0).get(30, TimeUnit.SECONDS);
                String second = writers.get(1).get(30, TimeUnit.SECONDS);

                // Then
                String winner = first + second;
                assertThat(winner).as(key).isIn("one", "two");
                assertThat(client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key))
                                .asUtf8String())
                        .startsWith(winner);
                winners.add(winner);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(winners).hasSize(100);
    }

    @Test
    void aListingOfManyKeysComesInPages() throws Exception {
        // Given
        client.createBucket(bucket -> bucket.bucket("many"));
        Path files = Files.createDirectories(s3.objects().resolve("many").resolve("keys"));
        List<String> keys = IntStream.range(0, 2300)
                .mapToObj(i -> String.format("keys/%04d", i))
                .toList();
        for (String key : keys) {
            Files.createFile(files.resolveSibling(key));
        }

        // When
        ListObjectsV2Response first = client.listObjectsV2(list -> list.bucket("many"));
        List<String> listed = client.listObjectsV2Paginator(list -> list.bucket("many")).contents().stream()
                .map(S3Object::key)
                .toList();

        // Then
        assertThat(first.keyCount()).isEqualTo(1000);
        assertThat(first.isTruncated()).isTrue();
        assertThat(listed).isEqualTo(keys);
        assertThat(client.listObjectsV2(list -> list.bucket("many").delimiter("/"))
                        .commonPrefixes())
                .singleElement()
                .satisfies(prefix -> assertThat(prefix.prefix()).isEqualTo("keys/"));
    }

    @Test
    void severalPartsBecomeOneObject() {
        // Given
        String key = "multipart";
        String upload = client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key(key).contentType("text/plain"))
                .uploadId();
        byte[] large = new byte[5 * 1024 * 1024];

        // When
        List<CompletedPart> parts = IntStream.rangeClosed(1, 2)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        part -> part.bucket(BUCKET)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number),
                                        number == 1 ? RequestBody.fromBytes(large) : RequestBody.fromString("end"))
                                .eTag())
                        .build())
                .toList();
        client.completeMultipartUpload(complete -> complete.bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .multipartUpload(CompletedMultipartUpload.builder().parts(parts).build()));

        // Then
        assertThat(client.headObject(head -> head.bucket(BUCKET).key(key)).contentLength())
                .isEqualTo(large.length + 3);
    }

    @Test
    void aBatchOfObjectsIsDeletedTogether() {
        // Given
        List<ObjectIdentifier> objects = Stream.of("batch/a", "batch/b=%", "batch/absent")
                .map(key -> ObjectIdentifier.builder().key(key).build())
                .toList();
        client.putObject(put -> put.bucket(BUCKET).key("batch/a"), RequestBody.empty());
        client.putObject(put -> put.bucket(BUCKET).key("batch/b=%"), RequestBody.empty());

        // When
        int deleted = client.deleteObjects(delete -> delete.bucket(BUCKET)
                        .delete(Delete.builder().objects(objects).build()))
                .deleted()
                .size();

        // Then
        assertThat(deleted).isEqualTo(3);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix("batch/"))
                        .contents())
                .isEmpty();
    }

    @Test
    void whatIsMissingIsNamedAsS3NamesIt() {
        assertThatThrownBy(() -> client.getObject(get -> get.bucket(BUCKET).key("absent")))
                .isInstanceOf(NoSuchKeyException.class);
        assertThatThrownBy(() -> client.listObjectsV2(list -> list.bucket("no-such-bucket")))
                .isInstanceOf(NoSuchBucketException.class);
        assertThatThrownBy(() -> client.putObject(
                        put -> put.bucket("no-such-bucket").key("k").ifNoneMatch("*"), RequestBody.fromString("x")))
                .isInstanceOfSatisfying(S3Exception.class, e -> {
                    assertThat(e.statusCode()).isEqualTo(404);
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("NoSuchBucket");
                });
    }

    @Test
    void wrongKeysAreRefusedAsS3RefusesThem() {
        assertRefused("key-id", "wrong-secret", "SignatureDoesNotMatch");
        assertRefused("other-id", "secret-key", "InvalidAccessKeyId");
    }

    @Test
    void objectsOutliveARestart(@TempDir Path own) {
        // Given
        Credentials credentials = new Credentials("key-id", "secret-key");
        try (LocalS3 service = LocalS3.start(own, 0, credentials);
                S3Client user = client(service.endpoint(), "key-id", "secret-key")) {
            user.createBucket(bucket -> bucket.bucket("kept"));
            user.putObject(
                    put -> put.bucket("kept").key("k").metadata(Map.of("start", "1")), RequestBody.fromString("v"));
        }

        // When
        try (LocalS3 service = LocalS3.start(own, 0, credentials);
                S3Client user = client(service.endpoint(), "key-id", "secret-key")) {

            // Then
            ResponseBytes<GetObjectResponse> object =
                    user.getObjectAsBytes(get -> get.bucket("kept").key("k"));
            assertThat(object.asByteArray()).isEqualTo("v".getBytes(UTF_8));
            assertThat(object.response().metadata()).containsEntry("start", "1");
        }
    }

    private static void assertRefused(String accessKey, String secretKey, String code) {
        try (S3Client stranger = client(accessKey, secretKey)) {
            assertThatThrownBy(() ->
                            stranger.putObject(put -> put.bucket(BUCKET).key("forbidden"), RequestBody.fromString("x")))
                    .isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    });
        }
    }

    private static boolean created(String key, String content) {
        try {
            client.putObject(
                    put -> put.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString(content.repeat(3000)));
            return true;
        } catch (S3Exception e) {
            assertThat(e.statusCode()).isEqualTo(412);
            return false;
        }
    }

    private static S3Client client(String accessKey, String secretKey) {
        return client(s3.endpoint(), accessKey, secretKey);
    }

    private static S3Client client(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .forcePathStyle(true)
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }
}
