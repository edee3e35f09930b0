package dev.caravan.local.glue.crawl;

import dev.caravan.local.glue.infer.ObjectBytes;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;

/** Lists and reads objects through the S3 API, each call within 30 s. */
final class LakeReader {
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(30);

    private final S3Client s3;

    LakeReader(S3Client s3) {
        this.s3 = Objects.requireNonNull(s3, "s3");
    }

    /** All objects that a target includes, page by page, in the order of their keys. */
    List<LakeObject> list(CrawlTarget target) {
        ListObjectsV2Request request = ListObjectsV2Request.builder()
                .bucket(target.bucket())
                .prefix(target.prefix())
                .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT))
                .build();
        return s3.listObjectsV2Paginator(request).contents().stream()
                .filter(object -> target.includes(object.key()))
                .map(object -> new LakeObject(object.key(), object.size()))
                .sorted(Comparator.comparing(LakeObject::key))
                .toList();
    }

    ObjectBytes bytes(String bucket, LakeObject object) {
        return new ObjectBytes() {
            @Override
            public long size() {
                return object.size();
            }

            @Override
            public byte[] read(long from, int length) {
                GetObjectRequest request = GetObjectRequest.builder()
                        .bucket(bucket)
                        .key(object.key())
                        .range("bytes=" + from + "-" + (from + length - 1))
                        .overrideConfiguration(call -> call.apiCallTimeout(CALL_TIMEOUT))
                        .build();
                return s3.getObjectAsBytes(request).asByteArrayUnsafe();
            }
        };
    }
}
