package dev.caravan.doctor;

import dev.caravan.settings.KafkaSettings;
import dev.caravan.usage.Use;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

/**
 * Asks the brokers who they are, and what the login may do with topics, groups and transactional ids.
 *
 * @param read topics
 * @param written topics
 * @param transactionalIds one for each source with transactions, that of its first thread
 */
record KafkaProbe(
        String brokers, Set<String> read, Set<String> written, Set<String> groups, Set<String> transactionalIds)
        implements Probe {

    private static final Duration CALL = Duration.ofSeconds(8);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    KafkaProbe {
        read = sorted(read);
        written = sorted(written);
        groups = sorted(groups);
        transactionalIds = sorted(transactionalIds);
    }

    private static Set<String> sorted(Set<String> names) {
        return Collections.unmodifiableSet(new TreeSet<>(names));
    }

    /** What the routes use of these brokers. */
    static KafkaProbe of(String brokers, Collection<Use> uses) {
        Set<String> read = new TreeSet<>();
        Set<String> written = new TreeSet<>();
        Set<String> groups = new TreeSet<>();
        Set<String> transactionalIds = new TreeSet<>();
        for (Use use : uses) {
            if (use instanceof Use.ReadsTopic reads && reads.brokers().equals(brokers)) {
                read.add(reads.topic());
                groups.add(reads.group());
                reads.transactionalId().ifPresent(id -> transactionalIds.add(id + "-" + reads.group() + "-0"));
            } else if (use instanceof Use.WritesTopic writes && writes.brokers().equals(brokers)) {
                written.add(writes.topic());
            }
        }
        return new KafkaProbe(brokers, read, written, groups, transactionalIds);
    }

    @Override
    public String what() {
        return "Kafka at " + brokers;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        try (Closing admin = new Closing(Admin.create(configuration(access)))) {
            ask(admin.admin(), access, attempts);
        } catch (KafkaException e) {
            attempts.add(State.WRONG, "", brokers, "no client can be made: " + KafkaAnswers.text(e));
        }
    }

    private void ask(Admin admin, Access access, Attempts attempts) {
        KafkaAnswers answers = new KafkaAnswers(attempts, CALL.multipliedBy(2));
        boolean up = answers.to(
                        access.kafka().isPresent() ? "kafka-cluster:Connect" : "Connect",
                        access.kafka().map(msk -> msk.arn()).orElse(brokers),
                        admin.describeCluster().nodes())
                .isPresent();
        if (up) {
            Set<String> topics = new TreeSet<>(read);
            topics.addAll(written);
            KafkaRights rights = new KafkaRights(admin, access.kafka(), attempts, answers);
            rights.topics(topics, read, written);
            rights.groups(groups);
            rights.transactionalIds(transactionalIds);
        }
    }

    private Map<String, Object> configuration(Access access) {
        Map<String, Object> configuration = new HashMap<>(KafkaSettings.client(access.settings()));
        configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL.toMillis() / 2);
        return configuration;
    }

    /** Kafka's own close waits as long as a call may take. */
    private record Closing(Admin admin) implements AutoCloseable {

        @Override
        public void close() {
            admin.close(CLOSE);
        }
    }
}
