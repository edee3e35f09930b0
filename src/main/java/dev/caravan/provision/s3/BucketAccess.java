package dev.caravan.provision.s3;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.Change;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.PublicAccessBlockConfiguration;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Who gets at a bucket: nobody from outside, by no object's own list, and over TLS only. */
final class BucketAccess {

    private static final PublicAccessBlockConfiguration BLOCKED = PublicAccessBlockConfiguration.builder()
            .blockPublicAcls(true)
            .ignorePublicAcls(true)
            .blockPublicPolicy(true)
            .restrictPublicBuckets(true)
            .build();

    private final S3Client s3;
    private final String bucket;

    BucketAccess(S3Client s3, String bucket) {
        this.s3 = requireNonNull(s3, "s3");
        this.bucket = requireNonNull(bucket, "bucket");
    }

    Optional<Change> publicAccessBlock() {
        return isBlocked()
                ? Optional.empty()
                : Optional.of(new Change(
                        "public access is not blocked, wanted blocked",
                        true,
                        () -> s3.putPublicAccessBlock(
                                put -> put.bucket(bucket).publicAccessBlockConfiguration(BLOCKED))));
    }

    private boolean isBlocked() {
        try {
            return s3.getPublicAccessBlock(get -> get.bucket(bucket))
                    .publicAccessBlockConfiguration()
                    .equals(BLOCKED);
        } catch (S3Exception e) {
            if (Missing.is(e)) {
                return false;
            }
            throw e;
        }
    }

    Optional<Change> ownership() {
        return Change.unlessEqual(
                "ownership",
                owner(),
                ObjectOwnership.BUCKET_OWNER_ENFORCED.toString(),
                () -> s3.putBucketOwnershipControls(put -> put.bucket(bucket)
                        .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                                .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                                .build()))));
    }

    private String owner() {
        try {
            return s3.getBucketOwnershipControls(get -> get.bucket(bucket)).ownershipControls().rules().stream()
                    .map(OwnershipControlsRule::objectOwnershipAsString)
                    .findFirst()
                    .orElse("none");
        } catch (S3Exception e) {
            if (Missing.is(e)) {
                return "none";
            }
            throw e;
        }
    }

    /** Statements of others stay. */
    Optional<Change> policy() {
        TlsPolicy policy = new TlsPolicy(
                bucket,
                s3.serviceClientConfiguration().region().metadata().partition().id());
        String before = currentPolicy();
        return policy.isIn(before)
                ? Optional.empty()
                : Optional.of(new Change(
                        "plain HTTP is allowed, wanted denied",
                        true,
                        () -> s3.putBucketPolicy(put -> put.bucket(bucket).policy(policy.addedTo(before)))));
    }

    /** Empty for none. */
    private String currentPolicy() {
        try {
            return s3.getBucketPolicy(get -> get.bucket(bucket)).policy();
        } catch (S3Exception e) {
            if (Missing.is(e)) {
                return "";
            }
            throw e;
        }
    }
}
