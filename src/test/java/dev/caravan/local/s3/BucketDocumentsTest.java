package dev.caravan.local.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.caravan.testing.SharedServices;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.OwnershipControlsRule;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionByDefault;
import software.amazon.awssdk.services.s3.model.ServerSideEncryptionRule;
import software.amazon.awssdk.services.s3.model.Tag;

@Timeout(60)
class BucketDocumentsTest {
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Sid": "TLS", "Effect": "Deny", "Principal": "*"}]}""";

    private final S3Client client = SharedServices.s3Client();
    private String bucket;

    @BeforeEach
    void createBucket() {
        bucket = SharedServices.createBucket();
    }

    @Test
    void aPolicyIsKeptUntilItIsDeleted() {
        assertMissing("NoSuchBucketPolicy", () -> client.getBucketPolicy(get -> get.bucket(bucket)));

        client.putBucketPolicy(put -> put.bucket(bucket).policy(POLICY));
        assertThat(client.getBucketPolicy(get -> get.bucket(bucket)).policy()).isEqualTo(POLICY);

        client.deleteBucketPolicy(delete -> delete.bucket(bucket));
        assertMissing("NoSuchBucketPolicy", () -> client.getBucketPolicy(get -> get.bucket(bucket)));
    }

    @Test
    void aPublicAccessBlockIsKeptUntilItIsDeleted() {
        assertMissing(
                "NoSuchPublicAccessBlockConfiguration", () -> client.getPublicAccessBlock(get -> get.bucket(bucket)));

        client.putPublicAccessBlock(
                put -> put.bucket(bucket).publicAccessBlockConfiguration(block -> block.blockPublicAcls(true)
                        .restrictPublicBuckets(false)));
        assertThat(client.getPublicAccessBlock(get -> get.bucket(bucket))
                        .publicAccessBlockConfiguration()
                        .blockPublicAcls())
                .isTrue();

        client.deletePublicAccessBlock(delete -> delete.bucket(bucket));
        assertMissing(
                "NoSuchPublicAccessBlockConfiguration", () -> client.getPublicAccessBlock(get -> get.bucket(bucket)));
    }

    @Test
    void aLifecycleIsKeptUntilItIsDeleted() {
        LifecycleRule rule = LifecycleRule.builder()
                .id("expire")
                .status(ExpirationStatus.ENABLED)
                .filter(filter -> filter.prefix("dead-letters/"))
                .expiration(expiration -> expiration.days(30))
                .build();
        assertMissing(
                "NoSuchLifecycleConfiguration",
                () -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));

        client.putBucketLifecycleConfiguration(
                put -> put.bucket(bucket).lifecycleConfiguration(configuration -> configuration.rules(rule)));
        assertThat(client.getBucketLifecycleConfiguration(get -> get.bucket(bucket))
                        .rules())
                .containsExactly(rule);

        client.deleteBucketLifecycle(delete -> delete.bucket(bucket));
        assertMissing(
                "NoSuchLifecycleConfiguration",
                () -> client.getBucketLifecycleConfiguration(get -> get.bucket(bucket)));
    }

    @Test
    void tagsAreKeptUntilTheyAreDeleted() {
        Tag tag = Tag.builder().key("owner").value("caravan & co").build();
        assertMissing("NoSuchTagSet", () -> client.getBucketTagging(get -> get.bucket(bucket)));

        client.putBucketTagging(put -> put.bucket(bucket).tagging(tagging -> tagging.tagSet(tag)));
        assertThat(client.getBucketTagging(get -> get.bucket(bucket)).tagSet()).containsExactly(tag);

        client.deleteBucketTagging(delete -> delete.bucket(bucket));
        assertMissing("NoSuchTagSet", () -> client.getBucketTagging(get -> get.bucket(bucket)));
    }

    @Test
    void ownershipControlsAreKeptUntilTheyAreDeleted() {
        assertMissing(
                "OwnershipControlsNotFoundError", () -> client.getBucketOwnershipControls(get -> get.bucket(bucket)));

        client.putBucketOwnershipControls(put -> put.bucket(bucket)
                .ownershipControls(controls -> controls.rules(OwnershipControlsRule.builder()
                        .objectOwnership(ObjectOwnership.BUCKET_OWNER_ENFORCED)
                        .build())));
        assertThat(client.getBucketOwnershipControls(get -> get.bucket(bucket))
                        .ownershipControls()
                        .rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.objectOwnership()).isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED));

        client.deleteBucketOwnershipControls(delete -> delete.bucket(bucket));
        assertMissing(
                "OwnershipControlsNotFoundError", () -> client.getBucketOwnershipControls(get -> get.bucket(bucket)));
    }

    @Test
    void notificationsAreEmptyUntilTheyArePut() {
        assertThat(client.getBucketNotificationConfiguration(get -> get.bucket(bucket))
                        .eventBridgeConfiguration())
                .isNull();

        client.putBucketNotificationConfiguration(put -> put.bucket(bucket)
                .notificationConfiguration(configuration -> configuration.eventBridgeConfiguration(bridge -> {})));
        assertThat(client.getBucketNotificationConfiguration(get -> get.bucket(bucket))
                        .eventBridgeConfiguration())
                .isNotNull();
    }

    @Test
    void encryptionAndVersioningAreKept() {
        // Given
        assertThat(algorithm()).isEqualTo(ServerSideEncryption.AES256);
        assertThat(client.getBucketVersioning(get -> get.bucket(bucket)).status())
                .isNull();

        // When
        client.putBucketEncryption(put -> put.bucket(bucket)
                .serverSideEncryptionConfiguration(
                        configuration -> configuration.rules(ServerSideEncryptionRule.builder()
                                .applyServerSideEncryptionByDefault(ServerSideEncryptionByDefault.builder()
                                        .sseAlgorithm(ServerSideEncryption.AWS_KMS)
                                        .build())
                                .build())));
        client.putBucketVersioning(put -> put.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));

        // Then
        assertThat(algorithm()).isEqualTo(ServerSideEncryption.AWS_KMS);
        assertThat(client.getBucketVersioning(get -> get.bucket(bucket)).status())
                .isEqualTo(BucketVersioningStatus.ENABLED);
    }

    @Test
    void documentsGoWithTheirBucket() {
        // Given
        client.putBucketPolicy(put -> put.bucket(bucket).policy(POLICY));

        // When
        client.deleteBucket(delete -> delete.bucket(bucket));

        // Then
        assertMissing("NoSuchBucket", () -> client.getBucketPolicy(get -> get.bucket(bucket)));
        client.createBucket(create -> create.bucket(bucket));
        assertMissing("NoSuchBucketPolicy", () -> client.getBucketPolicy(get -> get.bucket(bucket)));
    }

    @Test
    void whatIsNoPolicyIsRefused() {
        for (String text : new String[] {"not json", "[]", "", "{\"Version\": "}) {
            assertThatThrownBy(() ->
                            client.putBucketPolicy(put -> put.bucket(bucket).policy(text)))
                    .as(text)
                    .isInstanceOfSatisfying(
                            S3Exception.class,
                            e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("MalformedPolicy"));
        }
    }

    @Test
    void aStrangerNeitherReadsNorWritesADocument() {
        // Given
        client.putBucketPolicy(put -> put.bucket(bucket).policy(POLICY));

        // Then
        assertRefused("CARAVANTEST", "wrong", "SignatureDoesNotMatch");
        assertRefused("STRANGER", "caravan-test-secret", "InvalidAccessKeyId");
        assertThat(client.getBucketPolicy(get -> get.bucket(bucket)).policy()).isEqualTo(POLICY);
    }

    private void assertRefused(String accessKey, String secretKey, String code) {
        try (S3Client stranger = S3Client.builder()
                .endpointOverride(SharedServices.s3().endpoint())
                .region(SharedServices.REGION)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            Stream.<ThrowingCallable>of(
                            () -> stranger.getBucketPolicy(get -> get.bucket(bucket)),
                            () -> stranger.putBucketPolicy(
                                    put -> put.bucket(bucket).policy("{}")),
                            () -> stranger.deleteBucketPolicy(delete -> delete.bucket(bucket)))
                    .forEach(call -> assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
                        assertThat(e.statusCode()).isEqualTo(403);
                        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
                    }));
        }
    }

    private ServerSideEncryption algorithm() {
        return client.getBucketEncryption(get -> get.bucket(bucket))
                .serverSideEncryptionConfiguration()
                .rules()
                .get(0)
                .applyServerSideEncryptionByDefault()
                .sseAlgorithm();
    }

    private static void assertMissing(String code, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(S3Exception.class, e -> {
            assertThat(e.statusCode()).isEqualTo(404);
            assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        });
    }
}
