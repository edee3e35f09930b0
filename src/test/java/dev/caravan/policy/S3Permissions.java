package dev.caravan.policy;

import static dev.caravan.policy.CallPermissions.text;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;

/** What IAM asks for a call of S3, whose actions have other names than its operations. */
final class S3Permissions {

    /** About a bucket. */
    private static final Map<String, String> BUCKET = Map.ofEntries(
            Map.entry("HeadBucket", "s3:ListBucket"),
            Map.entry("CreateBucket", "s3:CreateBucket"),
            Map.entry("DeleteBucket", "s3:DeleteBucket"),
            Map.entry("GetBucketPolicy", "s3:GetBucketPolicy"),
            Map.entry("PutBucketPolicy", "s3:PutBucketPolicy"),
            Map.entry("GetBucketTagging", "s3:GetBucketTagging"),
            Map.entry("PutBucketTagging", "s3:PutBucketTagging"),
            Map.entry("GetBucketVersioning", "s3:GetBucketVersioning"),
            Map.entry("PutBucketVersioning", "s3:PutBucketVersioning"),
            Map.entry("GetBucketEncryption", "s3:GetEncryptionConfiguration"),
            Map.entry("PutBucketEncryption", "s3:PutEncryptionConfiguration"),
            Map.entry("GetBucketOwnershipControls", "s3:GetBucketOwnershipControls"),
            Map.entry("PutBucketOwnershipControls", "s3:PutBucketOwnershipControls"),
            Map.entry("GetBucketLifecycleConfiguration", "s3:GetLifecycleConfiguration"),
            Map.entry("PutBucketLifecycleConfiguration", "s3:PutLifecycleConfiguration"),
            Map.entry("GetPublicAccessBlock", "s3:GetBucketPublicAccessBlock"),
            Map.entry("PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
            Map.entry("ListMultipartUploads", "s3:ListBucketMultipartUploads"),
            Map.entry("ListObjectVersions", "s3:ListBucketVersions"));

    private S3Permissions() {}

    static List<IamRequest> of(RecordedCalls.Call call) {
        if (call.operation().equals("ListBuckets")) {
            return List.of(IamRequest.of("s3:ListAllMyBuckets", "*"));
        }
        String bucket = Arns.bucket(text(call, "Bucket").orElseThrow());
        if (call.request() instanceof DeleteObjectsRequest all) {
            return all.delete().objects().stream()
                    .map(object -> IamRequest.of(
                            object.versionId() == null ? "s3:DeleteObject" : "s3:DeleteObjectVersion",
                            bucket + "/" + object.key()))
                    .toList();
        }
        if (BUCKET.containsKey(call.operation())) {
            return List.of(IamRequest.of(BUCKET.get(call.operation()), bucket));
        }
        return List.of(ofObjects(call, bucket));
    }

    private static IamRequest ofObjects(RecordedCalls.Call call, String bucket) {
        String object = bucket + "/" + text(call, "Key").orElse("");
        return switch (call.operation()) {
            case "ListObjectsV2" ->
                IamRequest.of("s3:ListBucket", bucket)
                        .with("s3:prefix", text(call, "Prefix").orElse(""));
            case "HeadObject", "GetObject" -> IamRequest.of("s3:GetObject", object);
            case "AbortMultipartUpload" -> IamRequest.of("s3:AbortMultipartUpload", object);
            case "PutObject" -> {
                IamRequest put = IamRequest.of("s3:PutObject", object);
                yield text(call, "IfNoneMatch")
                        .map(value -> put.with("s3:if-none-match", value))
                        .orElse(put);
            }
            default -> throw new IllegalArgumentException("No permissions are known of " + call);
        };
    }
}
