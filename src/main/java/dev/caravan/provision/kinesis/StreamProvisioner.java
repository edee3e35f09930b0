package dev.caravan.provision.kinesis;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.KinesisStream;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.DeploymentTag;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamMode;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** A stream takes one change at a time: each is waited for. */
public final class StreamProvisioner implements Provisioner {

    private static final Logger LOG = LoggerFactory.getLogger(StreamProvisioner.class);

    private final KinesisClient kinesis;
    private final KinesisStream stream;
    private final DeploymentTag tag;
    private final Patience patience;

    public StreamProvisioner(KinesisClient kinesis, KinesisStream stream, DeploymentTag tag, Patience patience) {
        this.kinesis = requireNonNull(kinesis, "kinesis");
        this.stream = requireNonNull(stream, "stream");
        this.tag = requireNonNull(tag, "tag");
        this.patience = requireNonNull(patience, "patience");
    }

    @Override
    public KinesisStream resource() {
        return stream;
    }

    @Override
    public State state() {
        Optional<StreamDescriptionSummary> found = find();
        if (found.filter(summary -> summary.streamStatus() != StreamStatus.DELETING)
                .isEmpty()) {
            return new State.Absent();
        }
        StreamDescriptionSummary summary = found.orElseThrow();
        return new Comparison()
                .tags(tag, () -> StreamTags.of(kinesis, stream.name()), this::putTag)
                .setting("mode", () -> mode(summary))
                .setting("shards", () -> shards(summary))
                .setting("retention", () -> retention(summary.retentionPeriodHours()))
                .setting("encryption", () -> encryption(summary))
                .found(summary.streamCreationTimestamp().toString());
    }

    @Override
    public void create() {
        // One of the name that is just being deleted has to be gone first.
        patience.until("the end of the earlier stream " + stream.name(), () -> find().filter(
                        summary -> summary.streamStatus() == StreamStatus.DELETING)
                .isEmpty());
        try {
            kinesis.createStream(create -> {
                create.streamName(stream.name())
                        .tags(tag.asMap())
                        .streamModeDetails(mode -> mode.streamMode(wantedMode()));
                stream.shards().ifPresent(create::shardCount);
            });
        } catch (ResourceInUseException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The stream {} was made meanwhile", stream.name(), e);
        }
        awaitActive();
    }

    private void putTag() {
        kinesis.addTagsToStream(add -> add.streamName(stream.name()).tags(tag.asMap()));
    }

    @Override
    public void delete() {
        try {
            kinesis.deleteStream(delete -> delete.streamName(stream.name()).enforceConsumerDeletion(true));
        } catch (ResourceNotFoundException e) {
            // Perhaps by this very call, whose first answer was lost.
            LOG.debug("The stream {} was deleted meanwhile", stream.name(), e);
        }
        patience.until("the end of the stream " + stream.name(), () -> find().isEmpty());
    }

    private Optional<StreamDescriptionSummary> find() {
        try {
            return Optional.of(kinesis.describeStreamSummary(describe -> describe.streamName(stream.name()))
                    .streamDescriptionSummary());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }

    private void awaitActive() {
        patience.until("the stream " + stream.name() + " being ACTIVE", () -> find().filter(
                        summary -> summary.streamStatus() == StreamStatus.ACTIVE)
                .isPresent());
    }

    private StreamMode wantedMode() {
        return stream.shards().isPresent() ? StreamMode.PROVISIONED : StreamMode.ON_DEMAND;
    }

    private Optional<Change> mode(StreamDescriptionSummary is) {
        return Change.unlessEqual("mode", is.streamModeDetails().streamMode(), wantedMode(), () -> {
            kinesis.updateStreamMode(update ->
                    update.streamARN(is.streamARN()).streamModeDetails(mode -> mode.streamMode(wantedMode())));
            awaitActive();
        });
    }

    private Optional<Change> shards(StreamDescriptionSummary is) {
        return stream.shards().isEmpty()
                ? Optional.empty()
                : Change.unlessEqual(
                        "number of shards", is.openShardCount(), stream.shards().getAsInt(), () -> {
                            kinesis.updateShardCount(update -> update.streamName(stream.name())
                                    .targetShardCount(stream.shards().getAsInt())
                                    .scalingType(ScalingType.UNIFORM_SCALING));
                            awaitActive();
                        });
    }

    private Optional<Change> retention(int hours) {
        return Change.unlessEqual("retention in hours", hours, stream.retentionHours(), () -> {
            if (hours < stream.retentionHours()) {
                kinesis.increaseStreamRetentionPeriod(
                        change -> change.streamName(stream.name()).retentionPeriodHours(stream.retentionHours()));
            } else {
                kinesis.decreaseStreamRetentionPeriod(
                        change -> change.streamName(stream.name()).retentionPeriodHours(stream.retentionHours()));
            }
            awaitActive();
        });
    }

    private Optional<Change> encryption(StreamDescriptionSummary is) {
        String key = is.encryptionType() == EncryptionType.KMS ? is.keyId() : "none";
        return Change.unlessEqual("encryption", key, stream.key().orElse("none"), () -> {
            if (stream.key().isPresent()) {
                kinesis.startStreamEncryption(start -> start.streamName(stream.name())
                        .encryptionType(EncryptionType.KMS)
                        .keyId(stream.key().orElseThrow()));
            } else {
                kinesis.stopStreamEncryption(stop -> stop.streamName(stream.name())
                        .encryptionType(EncryptionType.KMS)
                        .keyId(key));
            }
            awaitActive();
        });
    }
}
