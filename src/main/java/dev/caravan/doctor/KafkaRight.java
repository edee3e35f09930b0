package dev.caravan.doctor;

import dev.caravan.policy.MskCluster;
import java.util.Optional;
import java.util.function.BiFunction;
import org.apache.kafka.common.acl.AclOperation;

/** One thing that a login must be allowed to do, in the words of Kafka's own lists of permissions and in IAM's. */
enum KafkaRight {
    DESCRIBE_TOPIC("Describe", "DescribeTopic", AclOperation.DESCRIBE, "topic ", MskCluster::topic),
    READ_TOPIC("Read", "ReadData", AclOperation.READ, "topic ", MskCluster::topic),
    WRITE_TOPIC("Write", "WriteData", AclOperation.WRITE, "topic ", MskCluster::topic),
    SEE_TOPIC_SETTINGS(
            "DescribeConfigs",
            "DescribeTopicDynamicConfiguration",
            AclOperation.DESCRIBE_CONFIGS,
            "topic ",
            MskCluster::topic),
    DESCRIBE_GROUP("Describe", "DescribeGroup", AclOperation.DESCRIBE, "group ", MskCluster::group),
    JOIN_GROUP("Read", "AlterGroup", AclOperation.READ, "group ", MskCluster::group),
    DESCRIBE_TRANSACTIONS(
            "Describe",
            "DescribeTransactionalId",
            AclOperation.DESCRIBE,
            "transactional id ",
            MskCluster::transactionalId),
    USE_TRANSACTIONS(
            "Write", "AlterTransactionalId", AclOperation.WRITE, "transactional id ", MskCluster::transactionalId);

    private final String kafka;
    private final String iam;
    private final AclOperation operation;
    private final String kind;
    private final BiFunction<MskCluster, String, String> arn;

    KafkaRight(
            String kafka, String iam, AclOperation operation, String kind, BiFunction<MskCluster, String, String> arn) {
        this.kafka = kafka;
        this.iam = iam;
        this.operation = operation;
        this.kind = kind;
        this.arn = arn;
    }

    /** @param msk the cluster, if IAM decides */
    String action(Optional<MskCluster> msk) {
        return msk.isPresent() ? "kafka-cluster:" + iam : kafka;
    }

    String resource(Optional<MskCluster> msk, String name) {
        return msk.map(cluster -> arn.apply(cluster, name)).orElse(kind + name);
    }

    /** As the broker tells which of them are allowed. */
    AclOperation operation() {
        return operation;
    }
}
