package dev.caravan.provision.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.TaggedResources;
import java.util.List;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/** The streams with the deployment's tag. */
public final class TaggedStreams implements TaggedResources {

    private final KinesisClient kinesis;
    private final DeploymentTag tag;

    public TaggedStreams(KinesisClient kinesis, DeploymentTag tag) {
        this.kinesis = requireNonNull(kinesis, "kinesis");
        this.tag = requireNonNull(tag, "tag");
    }

    @Override
    public String place() {
        return "Kinesis streams";
    }

    @Override
    public List<String> find() {
        return kinesis.listStreamsPaginator().streamNames().stream()
                .filter(this::isTagged)
                .map(name -> "stream " + name)
                .toList();
    }

    private boolean isTagged(String stream) {
        try {
            return tag.isIn(StreamTags.of(kinesis, stream));
        } catch (ResourceNotFoundException e) {
            // Deleted since it was listed.
            return false;
        }
    }
}
