package dev.caravan.faults.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.testing.SharedServices;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

@Timeout(60)
class HttpProxyS3Test {
    private static final int LARGE = 16 << 20;

    private final String bucket = SharedServices.uniqueName("bucket");
    private HttpProxy proxy;
    private S3Client s3;
    private S3AsyncClient async;

    @BeforeEach
    void start() throws IOException {
        proxy = HttpProxy.start(SharedServices.s3().endpoint());
        s3 = ProxiedClients.once(S3Client.builder().forcePathStyle(true), proxy.endpoint());
        async = ProxiedClients.async(S3AsyncClient.builder().forcePathStyle(true), proxy.endpoint());
        s3.createBucket(create -> create.bucket(bucket));
    }

    @AfterEach
    void close() throws IOException {
        s3.close();
        async.close();
        proxy.close();
    }

    @Test
    void requestsOfObjectsAreCountedByTheirNames() {
        // When
        s3.putObject(put -> put.bucket(bucket).key("a/b c=ä.txt"), RequestBody.fromString("text"));
        s3.putObject(put -> put.bucket(bucket).key("empty"), RequestBody.empty());
        String text = s3.getObjectAsBytes(get -> get.bucket(bucket).key("a/b c=ä.txt"))
                .asUtf8String();
        long length = s3.headObject(head -> head.bucket(bucket).key("empty")).contentLength();
        s3.copyObject(copy -> copy.sourceBucket(bucket)
                .sourceKey("empty")
                .destinationBucket(bucket)
                .destinationKey("copy"));
        s3.deleteObject(delete -> delete.bucket(bucket).key("copy"));
        s3.deleteObjects(delete -> delete.bucket(bucket)
                .delete(these ->
                        these.objects(ObjectIdentifier.builder().key("empty").build())));
        int left = s3.listObjectsV2(list -> list.bucket(bucket)).keyCount();
        s3.headBucket(head -> head.bucket(bucket));

        // Then
        assertThat(text).isEqualTo("text");
        assertThat(length).isZero();
        assertThat(left).isOne();
        assertThat(List.of(
                                "CreateBucket",
                                "HeadBucket",
                                "GetObject",
                                "HeadObject",
                                "CopyObject",
                                "DeleteObject",
                                "DeleteObjects",
                                "ListObjectsV2")
                        .stream()
                        .map(proxy::count))
                .containsOnly(1);
        assertThat(proxy.count("PutObject")).isEqualTo(2);
    }

    @Test
    void requestsOfUploadsAreCountedByTheirNames() {
        // When
        String upload = s3.createMultipartUpload(create -> create.bucket(bucket).key("k"))
                .uploadId();
        String tag = s3.uploadPart(
                        part -> part.bucket(bucket).key("k").uploadId(upload).partNumber(1),
                        RequestBody.fromString("part"))
                .eTag();
        s3.listParts(list -> list.bucket(bucket).key("k").uploadId(upload));
        s3.listMultipartUploads(list -> list.bucket(bucket));
        s3.completeMultipartUpload(complete -> complete.bucket(bucket)
                .key("k")
                .uploadId(upload)
                .multipartUpload(parts -> parts.parts(
                        CompletedPart.builder().partNumber(1).eTag(tag).build())));
        String another = s3.createMultipartUpload(
                        create -> create.bucket(bucket).key("k"))
                .uploadId();
        s3.abortMultipartUpload(abort -> abort.bucket(bucket).key("k").uploadId(another));

        // Then
        assertThat(List.of(
                                "UploadPart",
                                "ListParts",
                                "ListMultipartUploads",
                                "CompleteMultipartUpload",
                                "AbortMultipartUpload")
                        .stream()
                        .map(proxy::count))
                .containsOnly(1);
        assertThat(proxy.count("CreateMultipartUpload")).isEqualTo(2);
        assertThat(SharedServices.s3Client()
                        .getObjectAsBytes(get -> get.bucket(bucket).key("k"))
                        .asUtf8String())
                .isEqualTo("part");
    }

    @Test
    void largeObjectsOfABlockingClientPassUnchanged() {
        // Given
        byte[] bytes = large();

        // When
        s3.putObject(put -> put.bucket(bucket).key("large"), RequestBody.fromBytes(bytes));
        byte[] read =
                s3.getObjectAsBytes(get -> get.bucket(bucket).key("large")).asByteArray();

        // Then
        assertThat(read).isEqualTo(bytes);
    }

    @Test
    void largeObjectsOfAnAsynchronousClientPassUnchanged() throws Exception {
        // Given
        byte[] bytes = large();

        // When
        async.putObject(put -> put.bucket(bucket).key("large"), AsyncRequestBody.fromBytes(bytes))
                .get(30, TimeUnit.SECONDS);
        ResponseBytes<GetObjectResponse> read = async.getObject(
                        get -> get.bucket(bucket).key("large").range("bytes=1-"), AsyncResponseTransformer.toBytes())
                .get(30, TimeUnit.SECONDS);

        // Then
        assertThat(read.asByteArrayUnsafe()).hasSize(LARGE - 1).endsWith(bytes[LARGE - 1]);
        assertThat(proxy.count("PutObject")).isOne();
    }

    private static byte[] large() {
        byte[] bytes = new byte[LARGE];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
