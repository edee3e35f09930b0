package dev.caravan.doctor;

import dev.caravan.policy.MskCluster;
import java.util.Optional;
import org.apache.kafka.common.acl.AclOperation;

/** One thing that a login must be allowed to do, in the words of Kafka's own lists of permissions and in IAM's. */
enum KafkaRight {
    DESCRIBE_TOPIC(Kind.TOPIC, "Describe", "DescribeTopic", AclOperation.DESCRIBE),
    READ_TOPIC(Kind.TOPIC, "Read", "ReadData", AclOperation.READ),
    WRITE_TOPIC(Kind.TOPIC, "Write", "WriteData", AclOperation.WRITE),
    SEE_TOPIC_SETTINGS(
            Kind.TOPIC, "DescribeConfigs", "DescribeTopicDynamicConfiguration", AclOperation.DESCRIBE_CONFIGS),
    DESCRIBE_GROUP(Kind.GROUP, "Describe", "DescribeGroup", AclOperation.DESCRIBE),
    JOIN_GROUP(Kind.GROUP, "Read", "AlterGroup", AclOperation.READ),
    DESCRIBE_TRANSACTIONS(Kind.TRANSACTIONS, "Describe", "DescribeTransactionalId", AclOperation.DESCRIBE),
    USE_TRANSACTIONS(Kind.TRANSACTIONS, "Write", "AlterTransactionalId", AclOperation.WRITE);

    private enum Kind {
        TOPIC,
        GROUP,
        TRANSACTIONS
    }

    private final Kind kind;
    private final String kafka;
    private final String iam;
    private final AclOperation operation;

    KafkaRight(Kind kind, String kafka, String iam, AclOperation operation) {
        this.kind = kind;
        this.kafka = kafka;
        this.iam = iam;
        this.operation = operation;
    }

    /** @param msk the cluster, if IAM decides */
    String action(Optional<MskCluster> msk) {
        return msk.isPresent() ? "kafka-cluster:" + iam : kafka;
    }

    String resource(Optional<MskCluster> msk, String name) {
        return switch (kind) {
            case TOPIC -> msk.map(cluster -> cluster.topic(name)).orElse("topic " + name);
            case GROUP -> msk.map(cluster -> cluster.group(name)).orElse("group " + name);
            case TRANSACTIONS ->
                msk.map(cluster -> cluster.transactionalId(name)).orElse("transactional id " + name);
        };
    }

    /** As the broker tells which of them are allowed. */
    AclOperation operation() {
        return operation;
    }
}
