package dev.caravan.provision.kafka;

import static java.util.Objects.requireNonNull;

import dev.caravan.provision.resource.KafkaTopic;
import dev.caravan.provision.service.Change;
import dev.caravan.provision.service.Comparison;
import dev.caravan.provision.service.Patience;
import dev.caravan.provision.service.Provisioner;
import dev.caravan.provision.service.State;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** A topic has no tags; its identity is the id that Kafka gives it. */
public final class TopicProvisioner implements Provisioner {

    private final KafkaAdmins admins;
    private final KafkaTopic topic;
    private final Patience patience;

    public TopicProvisioner(KafkaAdmins admins, KafkaTopic topic, Patience patience) {
        this.admins = requireNonNull(admins, "admins");
        this.topic = requireNonNull(topic, "topic");
        this.patience = requireNonNull(patience, "patience");
    }

    @Override
    public KafkaTopic resource() {
        return topic;
    }

    @Override
    public State state() {
        Optional<TopicDescription> found = find();
        if (found.isEmpty()) {
            return new State.Absent();
        }
        TopicDescription is = found.orElseThrow();
        Map<String, String> config = config();
        Comparison comparison = new Comparison()
                .setting("partitions", () -> partitions(is.partitions().size()))
                .setting(
                        "replication",
                        () -> replication(is.partitions().get(0).replicas().size()));
        new TreeMap<>(topic.config())
                .forEach((name, wanted) -> comparison.setting(
                        name,
                        () -> Change.unlessEqual(
                                name, config.getOrDefault(name, "unknown"), wanted, () -> configure(name, wanted))));
        return comparison.found(is.topicId().toString());
    }

    @Override
    public void create() {
        NewTopic wanted = new NewTopic(topic.name(), Optional.of(topic.partitions()), topic.replication())
                .configs(topic.config());
        call("Creating", ignored -> ignored instanceof TopicExistsException, admin -> admin.createTopics(
                        List.of(wanted))
                .all());
        patience.until("the topic " + topic.name() + " being known", () -> find().isPresent());
    }

    @Override
    public void delete() {
        call("Deleting", ignored -> ignored instanceof UnknownTopicOrPartitionException, admin -> admin.deleteTopics(
                        List.of(topic.name()))
                .all());
        patience.until("the end of the topic " + topic.name(), () -> find().isEmpty());
    }

    private Optional<TopicDescription> find() {
        return call("Describing", UnknownTopicOrPartitionException.class::isInstance, admin -> admin.describeTopics(
                                List.of(topic.name()))
                        .allTopicNames())
                .map(all -> all.get(topic.name()));
    }

    private Optional<Change> partitions(int is) {
        String what = "partitions are " + is + ", wanted " + topic.partitions();
        if (is > topic.partitions()) {
            return Optional.of(Change.impossible(what, "set setup.topic.partitions=" + is + ", or make another topic"));
        }
        return is == topic.partitions()
                ? Optional.empty()
                : Optional.of(new Change(
                        what + " (records of a key then go to another partition than before)",
                        true,
                        () -> call("Adding partitions to", ignored -> false, admin -> admin.createPartitions(
                                        Map.of(topic.name(), NewPartitions.increaseTo(topic.partitions())))
                                .all())));
    }

    private Optional<Change> replication(int is) {
        return topic.replication()
                .filter(wanted -> wanted != is)
                .map(wanted -> Change.impossible(
                        "replication is " + is + ", wanted " + wanted,
                        "reassign its partitions with Kafka's own tool"));
    }

    private Map<String, String> config() {
        ConfigResource named = named();
        Map<String, String> values = new TreeMap<>();
        call("Reading the configuration of", ignored -> false, admin -> admin.describeConfigs(List.of(named))
                        .all())
                .map(all -> all.get(named))
                .map(Config::entries)
                .ifPresent(entries -> entries.forEach(entry -> values.put(entry.name(), entry.value())));
        return values;
    }

    private void configure(String name, String value) {
        AlterConfigOp set = new AlterConfigOp(new ConfigEntry(name, value), AlterConfigOp.OpType.SET);
        call("Configuring", ignored -> false, admin -> admin.incrementalAlterConfigs(Map.of(named(), List.of(set)))
                .all());
    }

    private ConfigResource named() {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic.name());
    }

    private interface Call<T> {
        KafkaFuture<T> on(Admin admin);
    }

    private interface Expected {
        boolean is(Throwable refusal);
    }

    /** Empty for a call without an answer, and for a refusal that was expected. */
    private <T> Optional<T> call(String doing, Expected expected, Call<T> call) {
        String attempted = doing + " the topic " + topic.name() + " at " + topic.brokers();
        try {
            return Optional.ofNullable(KafkaAdmins.await(attempted, call.on(admins.of(topic.brokers()))));
        } catch (ExecutionException e) {
            if (expected.is(e.getCause())) {
                return Optional.empty();
            }
            throw KafkaAdmins.refused(attempted, e);
        }
    }
}
