package dev.caravan.provision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.caravan.aws.AwsService;
import dev.caravan.provision.resource.Bucket;
import dev.caravan.testing.SharedServices;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ExpirationStatus;
import software.amazon.awssdk.services.s3.model.LifecycleRule;
import software.amazon.awssdk.services.s3.model.ObjectOwnership;
import software.amazon.awssdk.services.s3.model.ServerSideEncryption;
import software.amazon.awssdk.services.s3.model.Tag;

@Timeout(120)
class BucketTest {

    private static final String THEIRS = """
            {"Version":"2012-10-17","Statement":{"Sid":"Theirs","Effect":"Allow","Principal":{"AWS":"111122223333"},\
            "Action":"s3:GetObject","Resource":"arn:aws:s3:::b/*"}}""";

    private final DeploymentRig rig = new DeploymentRig();
    private final String name = SharedServices.uniqueName("bucket");
    private final Bucket bucket = new Bucket(name, Optional.empty(), Optional.of(new Bucket.Results("results/", 30)));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void aNewBucketIsPrivateVersionedEncryptedOverTlsOnlyAndForgetsResults() {
        // When
        rig.setup(bucket);

        // Then
        S3Client s3 = SharedServices.s3Client();
        assertThat(s3.getPublicAccessBlock(get -> get.bucket(name)).publicAccessBlockConfiguration())
                .satisfies(block -> {
                    assertThat(block.blockPublicAcls()).isTrue();
                    assertThat(block.blockPublicPolicy()).isTrue();
                    assertThat(block.ignorePublicAcls()).isTrue();
                    assertThat(block.restrictPublicBuckets()).isTrue();
                });
        assertThat(s3.getBucketOwnershipControls(get -> get.bucket(name))
                        .ownershipControls()
                        .rules()
                        .get(0)
                        .objectOwnership())
                .isEqualTo(ObjectOwnership.BUCKET_OWNER_ENFORCED);
        assertThat(s3.getBucketVersioning(get -> get.bucket(name)).status()).isEqualTo(BucketVersioningStatus.ENABLED);
        assertThat(s3.getBucketEncryption(get -> get.bucket(name))
                        .serverSideEncryptionConfiguration()
                        .rules()
                        .get(0)
                        .applyServerSideEncryptionByDefault()
                        .sseAlgorithm())
                .isEqualTo(ServerSideEncryption.AES256);
        assertThat(s3.getBucketPolicy(get -> get.bucket(name)).policy())
                .contains("\"Effect\":\"Deny\"", "\"aws:SecureTransport\":\"false\"", "arn:aws:s3:::" + name + "/*");
        assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(name)).rules())
                .anySatisfy(
                        rule -> assertThat(rule.abortIncompleteMultipartUpload().daysAfterInitiation())
                                .isEqualTo(1))
                .anySatisfy(rule -> {
                    assertThat(rule.filter().prefix()).isEqualTo("results/");
                    assertThat(rule.expiration().days()).isEqualTo(30);
                });
        rig.teardown(bucket);
    }

    @Test
    void whatSomebodyUndidIsDoneAgainAndWhatTheyAddedStays() {
        // Given
        rig.setup(bucket);
        S3Client s3 = SharedServices.s3Client();
        s3.putBucketVersioning(put -> put.bucket(name)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.SUSPENDED)));
        s3.deletePublicAccessBlock(delete -> delete.bucket(name));
        s3.putBucketPolicy(put -> put.bucket(name).policy(THEIRS));
        s3.putBucketLifecycleConfiguration(put -> put.bucket(name)
                .lifecycleConfiguration(cycle -> cycle.rules(LifecycleRule.builder()
                        .id("theirs")
                        .status(ExpirationStatus.ENABLED)
                        .filter(filter -> filter.prefix("notes/"))
                        .expiration(expiry -> expiry.days(7))
                        .build())));
        s3.putBucketTagging(put -> put.bucket(name)
                .tagging(tagging -> tagging.tagSet(tag("team", "lake"), tag("caravan:deployment", rig.name))));

        // When
        Row row = rig.setup(bucket).get(0);

        // Then
        assertThat(row.status()).isEqualTo(Status.CHANGED);
        assertThat(row.details())
                .hasSize(4)
                .contains(
                        "versioning is Suspended, wanted Enabled",
                        "public access is not blocked, wanted blocked",
                        "plain HTTP is allowed, wanted denied")
                .anySatisfy(detail -> assertThat(detail).startsWith("lifecycle is [], wanted [/: old versions 30 d"));
        assertThat(s3.getBucketPolicy(get -> get.bucket(name)).policy()).contains("\"Theirs\"", "\"CaravanTlsOnly\"");
        assertThat(s3.getBucketLifecycleConfiguration(get -> get.bucket(name)).rules())
                .extracting(LifecycleRule::id)
                .contains("theirs", "caravan-query-results");
        assertThat(s3.getBucketTagging(get -> get.bucket(name)).tagSet()).hasSize(2);
        assertThat(rig.setup(bucket)).containsExactly(Row.of(bucket, Status.UNCHANGED));
        rig.teardown(bucket);
    }

    @Test
    void anUntaggedBucketIsNeitherChangedNorDeletedNorEmptied() {
        // Given
        S3Client s3 = SharedServices.s3Client();
        s3.createBucket(create -> create.bucket(name));
        s3.putObject(put -> put.bucket(name).key("theirs"), RequestBody.fromString("data"));

        // When / Then
        assertThat(rig.setup(bucket)).extracting(Row::status).containsExactly(Status.FOREIGN);
        assertThat(rig.teardown(bucket))
                .containsExactly(Row.of(
                        bucket,
                        Status.FOREIGN,
                        "neither tagged caravan:deployment=" + rig.name + " nor in its ledger: left as it is"));
        assertThat(s3.listObjectsV2(list -> list.bucket(name)).contents()).hasSize(1);
        assertThat(s3.getBucketVersioning(get -> get.bucket(name)).status()).isNull();
    }

    @Test
    void aBucketGoesWithItsObjectsAndUnfinishedUploads() {
        // Given
        rig.setup(bucket);
        S3Client s3 = SharedServices.s3Client();
        for (String key : new String[] {"a/b/c", "a/d", "e"}) {
            s3.putObject(put -> put.bucket(name).key(key), RequestBody.fromString("data"));
        }
        s3.createMultipartUpload(create -> create.bucket(name).key("half"));

        // When / Then
        assertThat(rig.teardown(bucket)).extracting(Row::status).containsExactly(Status.DELETED);
        assertThat(rig.teardown(bucket)).extracting(Row::status).containsExactly(Status.ABSENT);
    }

    /** On S3Proxy's own store in memory, which keeps versions and knows no tags. */
    @Test
    void aVersionedBucketGoesWithAllVersionsAndDeleteMarkers() throws Exception {
        S3Proxy store = S3Proxy.builder()
                .blobStore(new TransientNio2BlobStore())
                .endpoint(URI.create("http://127.0.0.1:0"))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        SharedServices.CREDENTIALS.accessKeyId(),
                        SharedServices.CREDENTIALS.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .build();
        store.start();
        URI endpoint = URI.create("http://127.0.0.1:" + store.getPort());
        try (DeploymentRig versioned =
                new DeploymentRig(Map.of(AwsService.S3, endpoint)).with(Map.of("setup.timeout", "20s"))) {
            // Given
            Row made = versioned.setup(bucket).get(0);
            assertThat(made.status()).as(made.toString()).isEqualTo(Status.CREATED);
            assertThat(made.details()).contains("tags: not supported by this endpoint");
            S3Client s3 = versioned.clients.s3();
            for (int at = 0; at < 40; at++) {
                String key = "object-" + at % 7;
                s3.putObject(put -> put.bucket(name).key(key), RequestBody.fromString("data"));
            }
            s3.deleteObject(delete -> delete.bucket(name).key("object-3"));
            s3.createMultipartUpload(create -> create.bucket(name).key("half"));
            assertThat(s3.listObjectVersions(list -> list.bucket(name)).versions())
                    .hasSize(40);
            assertThat(s3.listObjectVersions(list -> list.bucket(name).prefix("object-3"))
                            .deleteMarkers())
                    .hasSize(1);

            // When / Then
            assertThat(versioned.teardown(bucket)).extracting(Row::status).containsExactly(Status.DELETED);
            assertThat(s3.listBuckets().buckets()).isEmpty();
            assertThat(versioned.leftovers().isNothing()).isTrue();
        } finally {
            store.stop();
        }
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
