package dev.caravan.provision.s3;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;

/** The tags of a bucket, which S3 puts all at once. */
final class BucketTags {

    private BucketTags() {}

    static Map<String, String> of(S3Client s3, String bucket) {
        Map<String, String> tags = new HashMap<>();
        try {
            s3.getBucketTagging(get -> get.bucket(bucket)).tagSet().forEach(tag -> tags.put(tag.key(), tag.value()));
        } catch (S3Exception e) {
            if (!Missing.is(e)) {
                throw e;
            }
        }
        return tags;
    }

    static void add(S3Client s3, String bucket, Map<String, String> added) {
        Map<String, String> all = of(s3, bucket);
        all.putAll(added);
        s3.putBucketTagging(put -> put.bucket(bucket)
                .tagging(tagging -> tagging.tagSet(all.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())));
    }
}
