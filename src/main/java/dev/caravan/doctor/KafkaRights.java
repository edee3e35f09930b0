package dev.caravan.doctor;

import static java.util.Objects.requireNonNull;

import dev.caravan.policy.MskCluster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.DescribeTransactionsResult;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;

/**
 * Whether the login may read, write and join what the routes do: the brokers say it of everything that the login may
 * look at, so that no record is read or written for it.
 */
final class KafkaRights {

    private final Admin admin;
    private final Optional<MskCluster> msk;
    private final Attempts attempts;
    private final KafkaAnswers answers;

    KafkaRights(Admin admin, Optional<MskCluster> msk, Attempts attempts, KafkaAnswers answers) {
        this.admin = requireNonNull(admin, "admin");
        this.msk = requireNonNull(msk, "msk");
        this.attempts = requireNonNull(attempts, "attempts");
        this.answers = requireNonNull(answers, "answers");
    }

    void topics(Set<String> all, Set<String> read, Set<String> written) {
        Map<String, KafkaFuture<TopicDescription>> found = admin.describeTopics(
                        all, new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .topicNameValues();
        List<ConfigResource> places = written.stream()
                .map(topic -> new ConfigResource(ConfigResource.Type.TOPIC, topic))
                .toList();
        Map<ConfigResource, KafkaFuture<Config>> settings =
                admin.describeConfigs(places).values();
        for (String topic : all) {
            Optional<TopicDescription> is = ask(KafkaRight.DESCRIBE_TOPIC, topic, found.get(topic));
            is.map(TopicDescription::authorizedOperations).ifPresent(allowed -> {
                if (read.contains(topic)) {
                    require(KafkaRight.READ_TOPIC, topic, allowed);
                }
                if (written.contains(topic)) {
                    require(KafkaRight.WRITE_TOPIC, topic, allowed);
                }
            });
            if (is.isPresent() && written.contains(topic)) {
                ask(
                        KafkaRight.SEE_TOPIC_SETTINGS,
                        topic,
                        settings.get(new ConfigResource(ConfigResource.Type.TOPIC, topic)));
            }
        }
    }

    /** Of a group that nobody joined yet nothing more is known. */
    void groups(Set<String> all) {
        Map<String, KafkaFuture<ConsumerGroupDescription>> found = admin.describeConsumerGroups(
                        all, new DescribeConsumerGroupsOptions().includeAuthorizedOperations(true))
                .describedGroups();
        for (String group : all) {
            ask(KafkaRight.DESCRIBE_GROUP, group, found.get(group))
                    .map(ConsumerGroupDescription::authorizedOperations)
                    .ifPresentOrElse(
                            allowed -> require(KafkaRight.JOIN_GROUP, group, allowed),
                            () -> untried(KafkaRight.JOIN_GROUP, group, "known once somebody has joined the group"));
        }
    }

    /** Using one would end the transaction of whoever uses it now. */
    void transactionalIds(Set<String> all) {
        DescribeTransactionsResult found = admin.describeTransactions(all);
        for (String id : all) {
            ask(KafkaRight.DESCRIBE_TRANSACTIONS, id, found.description(id));
            untried(KafkaRight.USE_TRANSACTIONS, id, "needed: to try it would end a transaction of a running source");
        }
    }

    private <T> Optional<T> ask(KafkaRight right, String name, KafkaFuture<T> asked) {
        return answers.to(right.action(msk), right.resource(msk, name), asked);
    }

    private void require(KafkaRight right, String name, Set<AclOperation> allowed) {
        String action = right.action(msk);
        String resource = right.resource(msk, name);
        if (allowed.contains(right.operation())) {
            attempts.add(State.OK, action, resource, "");
        } else {
            attempts.add(State.NOT_ALLOWED, action, resource, "allow " + action + " on " + resource);
        }
    }

    private void untried(KafkaRight right, String name, String why) {
        attempts.add(State.NOT_TRIED, right.action(msk), right.resource(msk, name), why);
    }
}
