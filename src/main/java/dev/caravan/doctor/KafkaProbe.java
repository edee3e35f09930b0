package dev.caravan.doctor;

import dev.caravan.policy.MskCluster;
import dev.caravan.settings.KafkaSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the brokers who they are, and for the topics and groups. A group that nobody joined yet is no fault. */
record KafkaProbe(String brokers, List<String> topics, List<String> groups) implements Probe {

    private static final Duration CALL = Duration.ofSeconds(8);
    private static final Duration CLOSE = Duration.ofSeconds(2);

    KafkaProbe {
        topics = List.copyOf(topics);
        groups = List.copyOf(groups);
    }

    @Override
    public String what() {
        return "Kafka at " + brokers;
    }

    @Override
    public void run(Access access, Attempts attempts) {
        try (Closing admin = new Closing(Admin.create(configuration(access)))) {
            ask(admin.admin(), access.kafka(), attempts);
        } catch (KafkaException e) {
            attempts.add(State.WRONG, "", brokers, "no client can be made: " + text(e));
        }
    }

    private void ask(Admin admin, Optional<MskCluster> msk, Attempts attempts) {
        boolean up = attempt(
                attempts,
                action(msk, "Connect"),
                msk.map(MskCluster::arn).orElse(brokers),
                admin.describeCluster().nodes());
        if (!up) {
            return;
        }
        Map<String, ? extends KafkaFuture<?>> found =
                admin.describeTopics(topics).topicNameValues();
        for (String topic : topics) {
            attempt(
                    attempts,
                    action(msk, "DescribeTopic"),
                    named(msk, MskCluster::topic, "topic ", topic),
                    found.get(topic));
        }
        Map<String, ? extends KafkaFuture<?>> members =
                admin.describeConsumerGroups(groups).describedGroups();
        for (String group : groups) {
            attempt(
                    attempts,
                    action(msk, "DescribeGroup"),
                    named(msk, MskCluster::group, "group ", group),
                    members.get(group));
        }
    }

    private Map<String, Object> configuration(Access access) {
        Map<String, Object> configuration = new HashMap<>(KafkaSettings.client(access.settings()));
        configuration.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, brokers);
        configuration.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) CALL.toMillis());
        configuration.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) CALL.toMillis() / 2);
        return configuration;
    }

    private static boolean attempt(Attempts attempts, String action, String resource, KafkaFuture<?> answer) {
        try {
            answer.get(CALL.toMillis() * 2, TimeUnit.MILLISECONDS);
            attempts.add(State.OK, action, resource, "");
            return true;
        } catch (ExecutionException e) {
            return failed(attempts, action, resource, e.getCause());
        } catch (TimeoutException e) {
            attempts.add(State.UNREACHABLE, action, resource, "no answer within " + CALL.multipliedBy(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            attempts.add(State.UNREACHABLE, action, resource, "the time for all probes ran out");
        }
        return false;
    }

    private static boolean failed(Attempts attempts, String action, String resource, Throwable cause) {
        if (cause instanceof GroupIdNotFoundException) {
            attempts.add(State.OK, action, resource, "nobody joined it yet");
            return true;
        }
        if (cause instanceof AuthorizationException) {
            attempts.add(
                    State.NOT_ALLOWED, action, resource, "allow " + action + " on " + resource + ": " + text(cause));
        } else if (cause instanceof UnknownTopicOrPartitionException) {
            attempts.add(
                    State.NOT_THERE,
                    action,
                    resource,
                    "run setup, or correct its name in the settings: " + text(cause));
        } else if (cause instanceof AuthenticationException) {
            attempts.add(
                    State.WRONG, action, resource, "the credentials in kafka.client.* are refused: " + text(cause));
        } else {
            attempts.add(State.UNREACHABLE, action, resource, text(cause));
        }
        return false;
    }

    private static String text(Throwable failure) {
        Throwable inner = failure.getCause() == null ? failure : failure.getCause();
        return inner.getClass().getSimpleName() + ": " + inner.getMessage();
    }

    /** As IAM names it where Kafka asks IAM, and else as Kafka's own lists of permissions do. */
    private static String action(Optional<MskCluster> msk, String name) {
        return msk.isPresent() ? "kafka-cluster:" + name : name.replaceFirst("(?<=Describe).*", "");
    }

    private static String named(
            Optional<MskCluster> msk, BiFunction<MskCluster, String, String> arn, String kind, String name) {
        return msk.map(cluster -> arn.apply(cluster, name)).orElse(kind + name);
    }

    /** Kafka's own close waits as long as a call may take. */
    private record Closing(Admin admin) implements AutoCloseable {

        @Override
        public void close() {
            admin.close(CLOSE);
        }
    }
}
