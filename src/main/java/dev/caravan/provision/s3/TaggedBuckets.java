package dev.caravan.provision.s3;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.NotSupported;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The buckets with the deployment's tag. One that may not be asked for its tags was not made with these permissions. */
public final class TaggedBuckets implements TaggedResources {

    private static final Logger LOG = LoggerFactory.getLogger(TaggedBuckets.class);
    private static final int OTHER_REGION = 301;
    private static final int DENIED = 403;
    private static final int GONE = 404;

    private final S3Client s3;
    private final DeploymentTag tag;

    public TaggedBuckets(S3Client s3, DeploymentTag tag) {
        this.s3 = requireNonNull(s3, "s3");
        this.tag = requireNonNull(tag, "tag");
    }

    @Override
    public String place() {
        return "buckets";
    }

    @Override
    public List<String> find() {
        return s3.listBuckets().buckets().stream()
                .map(bucket -> bucket.name())
                .filter(this::isTagged)
                .map(name -> "bucket " + name)
                .toList();
    }

    private boolean isTagged(String bucket) {
        try {
            return tag.isIn(BucketTags.of(s3, bucket));
        } catch (S3Exception e) {
            if (NotSupported.is(e)
                    || e.statusCode() == OTHER_REGION
                    || e.statusCode() == DENIED
                    || e.statusCode() == GONE) {
                LOG.debug("The tags of the bucket {} cannot be had", bucket, e);
                return false;
            }
            throw e;
        }
    }
}
