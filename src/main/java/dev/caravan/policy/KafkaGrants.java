package dev.caravan.policy;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * Amazon MSK with IAM access control. Nothing without its ARN: another Kafka knows no IAM. Each action includes those that
 * it requires (Amazon MSK developer guide, "Semantics of IAM authorization policy actions and resources").
 */
final class KafkaGrants {

    private final Optional<MskCluster> cluster;

    KafkaGrants(PolicySettings settings) {
        this.cluster = settings.kafka();
    }

    Stream<Statement> connecting() {
        return cluster.stream()
                .map(msk -> Statement.allow("ConnectToKafka", List.of("kafka-cluster:Connect"), List.of(msk.arn())));
    }

    Stream<Statement> reading(List<String> topics, List<String> groups) {
        return Stream.concat(
                of(
                        "ReadTopics",
                        List.of("kafka-cluster:DescribeTopic", "kafka-cluster:ReadData"),
                        topics,
                        MskCluster::topic),
                of(
                        "JoinGroups",
                        List.of("kafka-cluster:DescribeGroup", "kafka-cluster:AlterGroup"),
                        groups,
                        MskCluster::group));
    }

    /** The topic's configuration says how large a record may be. */
    Stream<Statement> writing(List<String> topics) {
        return of(
                "WriteTopics",
                List.of(
                        "kafka-cluster:DescribeTopic",
                        "kafka-cluster:DescribeTopicDynamicConfiguration",
                        "kafka-cluster:WriteData"),
                topics,
                MskCluster::topic);
    }

    Stream<Statement> transactions(List<String> ids) {
        return of(
                "UseTransactions",
                List.of("kafka-cluster:DescribeTransactionalId", "kafka-cluster:AlterTransactionalId"),
                ids,
                MskCluster::transactionalId);
    }

    /** Kafka's producers are idempotent unless told otherwise. */
    Stream<Statement> writingWithoutTransactions(List<String> topics) {
        Stream<Statement> idempotently = topics.isEmpty()
                ? Stream.of()
                : cluster.stream()
                        .map(msk -> Statement.allow(
                                "WriteIdempotently",
                                List.of("kafka-cluster:WriteDataIdempotently"),
                                List.of(msk.arn())));
        return Stream.concat(writing(topics), idempotently);
    }

    Stream<Statement> managing(List<String> topics) {
        return of(
                "ManageTopics",
                List.of(
                        "kafka-cluster:CreateTopic",
                        "kafka-cluster:DescribeTopic",
                        "kafka-cluster:AlterTopic",
                        "kafka-cluster:DeleteTopic",
                        "kafka-cluster:DescribeTopicDynamicConfiguration",
                        "kafka-cluster:AlterTopicDynamicConfiguration"),
                topics,
                MskCluster::topic);
    }

    private Stream<Statement> of(
            String sid, List<String> actions, List<String> names, BiFunction<MskCluster, String, String> arn) {
        return names.isEmpty()
                ? Stream.of()
                : cluster.stream()
                        .map(msk -> Statement.allow(
                                sid,
                                actions,
                                names.stream().map(name -> arn.apply(msk, name)).toList()));
    }
}
