package dev.caravan.local.kafka;

import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: one node, loopback, small, quick to start, and nothing created by accident. */
final class KafkaSettings {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";

    private KafkaSettings() {}

    /** @param port of the clients' listener; 0 lets the broker choose one and advertise that */
    static Properties of(Path directory, int port, int controllerPort) {
        Properties settings = new Properties();
        settings.putAll(Map.of(
                "process.roles",
                "broker,controller",
                "node.id",
                Integer.toString(NODE),
                "log.dirs",
                directory.toString(),
                "listeners",
                "PLAINTEXT://" + LoopbackPort.HOST + ":" + port + "," + CONTROLLER_LISTENER + "://" + LoopbackPort.HOST
                        + ":" + controllerPort,
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT",
                "inter.broker.listener.name",
                "PLAINTEXT",
                "controller.listener.names",
                CONTROLLER_LISTENER,
                "controller.quorum.voters",
                NODE + "@" + LoopbackPort.HOST + ":" + controllerPort,
                "auto.create.topics.enable",
                "false"));
        settings.putAll(Map.of(
                "offsets.topic.replication.factor", "1",
                "offsets.topic.num.partitions", "4",
                "transaction.state.log.replication.factor", "1",
                "transaction.state.log.min.isr", "1",
                "transaction.state.log.num.partitions", "4"));
        settings.putAll(Map.of(
                "group.initial.rebalance.delay.ms", "0",
                "log.cleaner.dedupe.buffer.size", "2097152",
                "num.network.threads", "2",
                "num.io.threads", "4",
                "controlled.shutdown.max.retries", "1"));
        return settings;
    }
}
