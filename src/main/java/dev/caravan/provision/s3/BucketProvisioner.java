package dev.caravan.provision.s3;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.Bucket;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A bucket has no identity that the service tells; between its making and its tag the ledger alone knows whose it is.
 */
public final class BucketProvisioner implements Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(BucketProvisioner.class);
    private static final String DEFAULT_REGION = "us-east-1";
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final S3Client s3;
    private final Bucket bucket;
    private final DeploymentTag tag;
    private final Patience patience;

    public BucketProvisioner(S3Client s3, Bucket bucket, DeploymentTag tag, Patience patience) {
        this.s3 = requireNonNull(s3, "s3");
        this.bucket = requireNonNull(bucket, "bucket");
        this.tag = requireNonNull(tag, "tag");
        this.patience = requireNonNull(patience, "patience");
    }

    @Override
    public Bucket resource() {
        return bucket;
    }

    @Override
    public State state() {
        if (!exists()) {
            return new State.Absent();
        }
        BucketAccess access = new BucketAccess(s3, bucket.name());
        BucketStorage storage = new BucketStorage(s3, bucket);
        return new Comparison()
                .tags(tag, () -> BucketTags.of(s3, bucket.name()), this::putTag)
                .setting("block of public access", access::publicAccessBlock)
                .setting("ownership", access::ownership)
                .setting("policy", access::policy)
                .setting("versioning", storage::versioning)
                .setting("encryption", storage::encryption)
                .setting("lifecycle", storage::lifecycle)
                .found("");
    }

    @Override
    public void create() {
        String region = s3.serviceClientConfiguration().region().id();
        try {
            s3.createBucket(create -> {
                create.bucket(bucket.name());
                if (!region.equals(DEFAULT_REGION)) {
                    create.createBucketConfiguration(place -> place.locationConstraint(region));
                }
            });
        } catch (BucketAlreadyOwnedByYouException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The bucket {} was made meanwhile", bucket.name(), e);
        }
        patience.until("the bucket " + bucket.name() + " being there", this::exists);
    }

    private void putTag() {
        BucketTags.add(s3, bucket.name(), tag.asMap());
    }

    /** A bucket that is written to meanwhile is emptied again until the time is over. */
    @Override
    public void delete() {
        BucketContents contents = new BucketContents(s3, bucket.name());
        patience.until("the bucket " + bucket.name() + " being empty (stop what writes to it)", () -> {
            contents.abortUploads();
            contents.deleteVersions();
            return isDeleted();
        });
        patience.until("the end of the bucket " + bucket.name(), () -> !exists());
    }

    private boolean isDeleted() {
        try {
            s3.deleteBucket(delete -> delete.bucket(bucket.name()));
            return true;
        } catch (NoSuchBucketException e) {
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == CONFLICT) {
                return false;
            }
            throw e;
        }
    }

    private boolean exists() {
        try {
            s3.headBucket(head -> head.bucket(bucket.name()));
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() == NOT_FOUND) {
                return false;
            }
            throw e;
        }
    }
}
