package dev.caravan.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.local.protocol.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.gaul.s3proxy.S3ErrorCode;
import org.gaul.s3proxy.S3ProxyException;
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
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Which keys an object may have where keys are paths of files, and how parts become one. */
@Timeout(120)
class KeysAndPartsTest {
    private static final String BUCKET = "lake";
    private static final byte[] LARGE = new byte[5 * 1024 * 1024];

    @TempDir
    Path directory;

    private LocalS3 s3;
    private S3Client client;

    @BeforeEach
    void start() {
        restart();
        client.createBucket(bucket -> bucket.bucket(BUCKET));
    }

    private void restart() {
        s3 = LocalS3.start(directory, 0, new Credentials("key-id", "secret-key"));
        client = S3Client.builder()
                .endpointOverride(s3.endpoint())
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "secret-key")))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() {
        client.close();
        s3.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a//b", "/a/b", "a/b//"})
    void aKeyWithAnEmptyNameIsRefused(String key) {
        // Given
        put("a/b", "kept");

        // Then
        assertRefused(() -> put(key, "lost"), 501, "NotImplemented");
        assertRefused(() -> text(key), 501, "NotImplemented");
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix(key)).contents())
                .isEmpty();
        assertThat(text("a/b")).isEqualTo("kept");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/./b", "a/x/../b"})
    void aKeyThatIsNoPathIsRefusedAndIsNotAnother(String key) {
        // Given
        put("a/b", "kept");

        // Then
        assertRefused(() -> put(key, "lost"), 501, "NotImplemented");
        assertThatThrownBy(() -> client.headObject(head -> head.bucket(BUCKET).key(key)))
                .isInstanceOf(NoSuchKeyException.class);
        assertThat(client.listObjectsV2(list -> list.bucket(BUCKET).prefix(key)).contents())
                .isEmpty();
        client.deleteObject(delete -> delete.bucket(BUCKET).key(key));
        assertThat(text("a/b")).isEqualTo("kept");
    }

    @Test
    void aKeyIsNoFolderOfAnotherAtTheSameTime() {
        // Given
        put("a/b", "kept");

        // Then
        assertRefused(() -> put("a", "folder"), 501, "NotImplemented");
        assertRefused(() -> putNew("a"), 501, "NotImplemented");
        assertRefused(() -> put("a/b/c", "below"), 501, "NotImplemented");
        assertRefused(
                () -> client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key("a")),
                501,
                "NotImplemented");
        assertThat(text("a/b")).isEqualTo("kept");
    }

    @Test
    void aNameThatIsTooLongForAFileIsRefused() {
        // Given
        String longest = "ü".repeat(127) + "x";
        put("a/" + longest, "kept");

        // Then
        assertThat(text("a/" + longest)).isEqualTo("kept");
        assertRefused(() -> put("a/" + longest + "y", "refused"), 501, "NotImplemented");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lake", "my_lake", "la", "lake-", "a..b"})
    void aBucketNameThatS3DoesNotTakeIsRefusedToClientsThatDoNotLookAtIt(String name) {
        // Given
        WholeObjects store = new WholeObjects(s3.objects());
        CreateBucketRequest create = CreateBucketRequest.builder().bucket(name).build();

        // Then
        assertThatThrownBy(() -> store.createContainer(create))
                .isInstanceOfSatisfying(S3ProxyException.class, e -> assertThat(e.getError())
                        .isEqualTo(S3ErrorCode.INVALID_BUCKET_NAME));
    }

    @Test
    void aFolderHoldsNoContent() {
        // When
        put("folder/", "");

        // Then
        assertThat(keys()).containsExactly("folder/");
        assertRefused(() -> put("other/", "content"), 501, "NotImplemented");
        assertThat(keys()).containsExactly("folder/");
    }

    @Test
    void aConditionThatS3DoesNotKnowIsRefused() {
        assertRefused(
                () -> client.putObject(
                        put -> put.bucket(BUCKET).key("a").ifNoneMatch("\"0123456789abcdef0123456789abcdef\""),
                        RequestBody.fromString("x")),
                501,
                "NotImplemented");
    }

    @Test
    void aCopyHasContentAndMetadata() {
        // Given
        client.putObject(
                put -> put.bucket(BUCKET).key("a/b").contentType("text/plain").metadata(Map.of("start", "7")),
                RequestBody.fromString("content"));

        // When
        client.copyObject(copy -> copy.sourceBucket(BUCKET)
                .sourceKey("a/b")
                .destinationBucket(BUCKET)
                .destinationKey("c/d"));

        // Then
        assertThat(text("c/d")).isEqualTo("content");
        assertThat(client.headObject(head -> head.bucket(BUCKET).key("c/d")))
                .satisfies(head -> assertThat(head.metadata()).isEqualTo(Map.of("start", "7")))
                .satisfies(head -> assertThat(head.contentType()).isEqualTo("text/plain"));
    }

    @Test
    void partsAreNoObjectUntilTheUploadIsComplete() {
        // Given
        String upload = begun("a/b");
        List<CompletedPart> parts = uploaded(upload, "a/b");

        // Then
        assertThat(keys()).isEmpty();
        complete(upload, "a/b", parts, null);
        assertThat(keys()).containsExactly("a/b");
        assertThat(client.headObject(head -> head.bucket(BUCKET).key("a/b")))
                .satisfies(head -> assertThat(head.contentLength()).isEqualTo(LARGE.length + 3))
                .satisfies(head -> assertThat(head.contentType()).isEqualTo("text/plain"))
                .satisfies(head -> assertThat(head.eTag()).endsWith("-2\""));
        assertThat(uploads()).isEmpty();
    }

    @Test
    void aPartOfAnUploadThatIsNotThereIsRefusedAndLeavesNothing() {
        // Given
        String aborted = begun("a/b");
        client.abortMultipartUpload(abort -> abort.bucket(BUCKET).key("a/b").uploadId(aborted));

        // Then
        for (String upload : List.of(aborted, "never-begun")) {
            assertRefused(
                    () -> client.uploadPart(
                            part -> part.bucket(BUCKET)
                                    .key("a/b")
                                    .uploadId(upload)
                                    .partNumber(1),
                            RequestBody.fromString("x")),
                    404,
                    "NoSuchUpload");
            assertRefused(
                    () -> client.listParts(
                            list -> list.bucket(BUCKET).key("a/b").uploadId(upload)),
                    404,
                    "NoSuchUpload");
        }
        client.deleteBucket(delete -> delete.bucket(BUCKET));
        assertThat(s3.objects().resolve(BUCKET)).doesNotExist();
    }

    @Test
    void anUploadOfPartsStaysWhenItsObjectIsThereAlready() {
        // Given
        String upload = begun("a/b");
        List<CompletedPart> parts = uploaded(upload, "a/b");
        put("a/b", "other");

        // When
        assertRefused(() -> complete(upload, "a/b", parts, "*"), 412, "PreconditionFailed");

        // Then
        assertThat(text("a/b")).isEqualTo("other");
        assertThat(uploads()).containsExactly(upload);
        client.deleteObject(delete -> delete.bucket(BUCKET).key("a/b"));
        complete(upload, "a/b", parts, "*");
        assertThat(client.headObject(head -> head.bucket(BUCKET).key("a/b")).contentLength())
                .isEqualTo(LARGE.length + 3);
    }

    @Test
    void anUploadOfPartsOutlivesARestartWithoutWhatWasUnfinished() throws Exception {
        // Given
        String upload = begun("a/b");
        List<CompletedPart> parts = uploaded(upload, "a/b");
        Path folder = s3.objects().resolve(BUCKET).resolve(".mpus-" + upload + "-a");
        Path unfinished = Files.createFile(folder.resolve("b-3-7639d25c-f46d-4799-8369-818a094652d1"));
        stop();

        // When
        restart();

        // Then
        assertThat(unfinished).doesNotExist();
        complete(upload, "a/b", parts, null);
        assertThat(keys()).containsExactly("a/b");
        client.deleteObject(delete -> delete.bucket(BUCKET).key("a/b"));
        client.deleteBucket(delete -> delete.bucket(BUCKET));
    }

    private String begun(String key) {
        return client.createMultipartUpload(
                        create -> create.bucket(BUCKET).key(key).contentType("text/plain"))
                .uploadId();
    }

    private List<CompletedPart> uploaded(String upload, String key) {
        return IntStream.rangeClosed(1, 2)
                .mapToObj(number -> CompletedPart.builder()
                        .partNumber(number)
                        .eTag(client.uploadPart(
                                        part -> part.bucket(BUCKET)
                                                .key(key)
                                                .uploadId(upload)
                                                .partNumber(number),
                                        number == 1 ? RequestBody.fromBytes(LARGE) : RequestBody.fromString("end"))
                                .eTag())
                        .build())
                .toList();
    }

    private void complete(String upload, String key, List<CompletedPart> parts, String ifNoneMatch) {
        client.completeMultipartUpload(CompleteMultipartUploadRequest.builder()
                .bucket(BUCKET)
                .key(key)
                .uploadId(upload)
                .ifNoneMatch(ifNoneMatch)
                .multipartUpload(all -> all.parts(parts))
                .build());
    }

    private Stream<String> uploads() {
        return client.listMultipartUploads(list -> list.bucket(BUCKET)).uploads().stream()
                .map(MultipartUpload::uploadId);
    }

    private void put(String key, String content) {
        client.putObject(put -> put.bucket(BUCKET).key(key), RequestBody.fromString(content));
    }

    private void putNew(String key) {
        client.putObject(put -> put.bucket(BUCKET).key(key).ifNoneMatch("*"), RequestBody.fromString("new"));
    }

    private String text(String key) {
        return client.getObjectAsBytes(get -> get.bucket(BUCKET).key(key)).asUtf8String();
    }

    private List<String> keys() {
        return client.listObjectsV2(list -> list.bucket(BUCKET)).contents().stream()
                .map(S3Object::key)
                .toList();
    }

    private static void assertRefused(ThrowingCallable call, int status, String code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(status);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
