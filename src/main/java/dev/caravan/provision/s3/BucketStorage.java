package dev.caravan.provision.s3;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.Bucket;
import dev.caravan.provision.service.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;

/** How a bucket keeps what is in it. */
final class BucketStorage {

    private final S3Client s3;
    private final Bucket bucket;
    private final String name;

    BucketStorage(S3Client s3, Bucket bucket) {
        this.s3 = requireNonNull(s3, "s3");
        this.bucket = requireNonNull(bucket, "bucket");
        this.name = bucket.name();
    }

    Optional<Change> versioning() {
        String is = s3.getBucketVersioning(get -> get.bucket(name)).statusAsString();
        return Change.unlessEqual(
                "versioning",
                is == null ? "off" : is,
                BucketVersioningStatus.ENABLED.toString(),
                () -> s3.putBucketVersioning(put -> put.bucket(name)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED))));
    }

    Optional<Change> encryption() {
        ServerSideEncryptionByDefault wanted = bucket.key()
                .map(key -> ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                        .kmsMasterKeyID(key)
                        .build())
                .orElseGet(() -> ServerSideEncryptionByDefault.builder()
                        .sseAlgorithm(ServerSideEncryption.AES256)
                        .build());
        ServerSideEncryptionRule rule = ServerSideEncryptionRule.builder()
                .applyServerSideEncryptionByDefault(wanted)
                .bucketKeyEnabled(bucket.key().isPresent())
                .build();
        return Change.unlessEqual(
                "encryption",
                currentEncryption(),
                text(wanted),
                () -> s3.putBucketEncryption(
                        put -> put.bucket(name).serverSideEncryptionConfiguration(all -> all.rules(rule))));
    }

    private String currentEncryption() {
        try {
            return s3.getBucketEncryption(get -> get.bucket(name)).serverSideEncryptionConfiguration().rules().stream()
                    .map(rule -> text(rule.applyServerSideEncryptionByDefault()))
                    .findFirst()
                    .orElse("none");
        } catch (S3Exception e) {
            if (Missing.is(e)) {
                return "none";
            }
            throw e;
        }
    }

    private static String text(ServerSideEncryptionByDefault encryption) {
        return encryption.sseAlgorithmAsString()
                + (encryption.kmsMasterKeyID() == null ? "" : " with " + encryption.kmsMasterKeyID());
    }

    /** Rules of others stay. */
    Optional<Change> lifecycle() {
        List<LifecycleRule> rules = currentRules();
        List<LifecycleRule> wanted = LifecycleRules.of(bucket);
        List<LifecycleRule> ours = rules.stream().filter(LifecycleRules::isOurs).toList();
        List<LifecycleRule> all = new ArrayList<>(rules);
        all.removeAll(ours);
        all.addAll(wanted);
        return LifecycleRules.signatures(ours).equals(LifecycleRules.signatures(wanted))
                ? Optional.empty()
                : Optional.of(new Change(
                        "lifecycle is " + LifecycleRules.signatures(ours) + ", wanted "
                                + LifecycleRules.signatures(wanted),
                        true,
                        () -> s3.putBucketLifecycleConfiguration(
                                put -> put.bucket(name).lifecycleConfiguration(cycle -> cycle.rules(all)))));
    }

    private List<LifecycleRule> currentRules() {
        try {
            return s3.getBucketLifecycleConfiguration(get -> get.bucket(name)).rules();
        } catch (S3Exception e) {
            if (Missing.is(e)) {
                return List.of();
            }
            throw e;
        }
    }
}
