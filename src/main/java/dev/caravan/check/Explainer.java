package dev.caravan.check;

import dev.caravan.lake.LakeEndpoint;
import dev.caravan.object.Prefix;
import dev.caravan.policy.Permissions;
import dev.caravan.policy.PolicySettings;
import dev.caravan.policy.Role;
import dev.caravan.policy.Trust;
import dev.caravan.record.BatchRange;
import dev.caravan.record.KafkaPosition;
import dev.caravan.record.KinesisPosition;
import dev.caravan.record.Position;
import dev.caravan.record.SourcePartition;
import dev.caravan.settings.Settings;
import dev.caravan.settings.SettingsException;
import dev.caravan.source.BatchEndpoint;
import dev.caravan.source.kafka.KafkaBatchEndpoint;
import dev.caravan.source.kinesis.KinesisBatchEndpoint;
import dev.caravan.usage.Use;
import dev.caravan.usage.UseText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what routes that were made will do under a load. */
final class Explainer {

    /** As long as Kinesis's own. */
    private static final Position SEQUENCE =
            new KinesisPosition("49590338271490256608559692538361571095921575989136588898", 0);
    /** What a lake step's compressor and buffers take for each open object; a GetRecords answer is 10 MiB at most. */
    private static final long OPEN_OBJECT_BYTES = 300L << 10;

    private static final long ANSWER_BYTES = 10L << 20;

    private final Settings settings;
    private final Load load;

    Explainer(Settings settings, Load load) {
        this.settings = settings;
        this.load = load;
    }

    /** @param uses of all routes */
    Explanation of(MadeRoute route, List<Use> uses) {
        List<Use> own =
                uses.stream().filter(use -> use.route().equals(route.id())).toList();
        return new Explanation(
                route.id(),
                route.file(),
                route.line(),
                own.stream().filter(Use::isSource).map(UseText::of).toList(),
                own.stream().filter(use -> !use.isSource()).map(UseText::of).toList(),
                route.lakes().map(step -> lake(route, step)).toList(),
                memory(route),
                actions(own));
    }

    /** In any account; empty for settings of which no policy can be computed, which the check tells by itself. */
    private List<String> actions(List<Use> own) {
        try {
            return new Permissions(PolicySettings.from(settings, "*"), own, new Trust.Account())
                    .policy(Role.INGEST).statements().stream()
                            .flatMap(statement -> statement.actions().stream())
                            .distinct()
                            .sorted()
                            .toList();
        } catch (SettingsException e) {
            return List.of();
        }
    }

    private Explanation.Lake lake(MadeRoute route, MadeRoute.Step step) {
        LakeEndpoint lake = (LakeEndpoint) step.endpoint();
        KnownFields known = KnownFields.before(route, step);
        Optional<BatchSize> size = route.source() instanceof BatchEndpoint source
                ? Optional.of(BatchSize.of(source.policy(), load))
                : Optional.empty();
        return new Explanation.Lake(
                "s3://" + lake.getBucket() + "/" + new Prefix(lake.getPrefix()).value(),
                lake.keyOf(SampleRecord.of(known.fields(), lake), sample(route)).value(),
                TableStatement.of(settings.find("glue.database"), lake, known.fields()),
                size.map(BatchSize::perDay),
                size.map(BatchSize::bytes));
    }

    /** A first batch; its lineage stands for one that only the live stream or topic can tell. */
    private static BatchRange sample(MadeRoute route) {
        if (route.source() instanceof KinesisBatchEndpoint stream) {
            return range(stream.getStream(), "shardId-000000000000", stream.getApplicationName(), SEQUENCE);
        }
        if (route.source() instanceof KafkaBatchEndpoint topic) {
            return range(topic.getTopic(), "0", topic.getGroupId(), new KafkaPosition(0));
        }
        return range("source", "0", route.id(), new KafkaPosition(0));
    }

    private static BatchRange range(String source, String partition, String reader, Position start) {
        return new BatchRange(
                new SourcePartition(source, partition, SourcePartition.lineage("sample", reader)),
                start,
                start,
                Optional.empty(),
                "sample");
    }

    private static List<String> memory(MadeRoute route) {
        List<String> lines = new ArrayList<>();
        if (route.source() instanceof BatchEndpoint source) {
            lines.add("records: " + bytes(source.memoryBudget().maxBytes())
                    + " for all routes together (batch.memory-budget); a batch that is replayed after a crash may exceed"
                    + " it, one at a time");
            int writers = source instanceof KafkaBatchEndpoint topic
                    ? topic.getWriters()
                    : source instanceof KinesisBatchEndpoint stream ? stream.getWriters() : 1;
            route.lakes()
                    .map(step -> (LakeEndpoint) step.endpoint())
                    .forEach(lake -> lines.add("encoding: "
                            + bytes(writers * (lake.getMaxOpenPartitions() * OPEN_OBJECT_BYTES + source.getMaxBytes()))
                            + " (" + writers + " writers, each with " + lake.getMaxOpenPartitions()
                            + " open objects and one batch)"));
        }
        if (route.source() instanceof KinesisBatchEndpoint stream) {
            lines.add("reading: " + bytes(stream.getPrefetchedBytes() + ANSWER_BYTES) + " for each shard");
        }
        return lines;
    }

    private static String bytes(long bytes) {
        return bytes % (1 << 20) == 0 ? (bytes >> 20) + " MiB" : ((bytes + 1023) >> 10) + " KiB";
    }
}
