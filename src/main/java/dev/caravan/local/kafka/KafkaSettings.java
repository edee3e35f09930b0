package dev.caravan.local.kafka;

import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** The broker's configuration: one node, loopback, small, quick to start, and nothing created by accident. */
final class KafkaSettings {
    static final int NODE = 1;
    static final String CONTROLLER_LISTENER = "CONTROLLER";
    private static final String CLIENTS_LISTENER = "PLAINTEXT";
    private static final String OWN_LISTENER = "OWN";

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
                listener(CLIENTS_LISTENER, port) + "," + listener(CONTROLLER_LISTENER, controllerPort),
                "listener.security.protocol.map",
                "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT,OWN:PLAINTEXT",
                "inter.broker.listener.name",
                CLIENTS_LISTENER,
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

    /**
     * Sends clients to another port than the one the broker listens on. The broker's own requests to itself, such as the
     * markers that end a transaction, get a listener of their own: whatever stands in front of the clients' listener
     * must not come between the broker and itself.
     */
    static Properties advertising(int advertisedPort, int ownPort, Properties settings) {
        settings.put("listeners", settings.getProperty("listeners") + "," + listener(OWN_LISTENER, ownPort));
        settings.put(
                "advertised.listeners",
                listener(CLIENTS_LISTENER, advertisedPort) + "," + listener(OWN_LISTENER, ownPort));
        settings.put("inter.broker.listener.name", OWN_LISTENER);
        return settings;
    }

    private static String listener(String name, int port) {
        return name + "://" + LoopbackPort.address(port);
    }
}
