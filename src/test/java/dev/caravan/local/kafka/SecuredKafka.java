package dev.caravan.local.kafka;

import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/**
 * A broker whose clients have to log in (SASL PLAIN, without TLS). A guarded one also keeps lists of who may do what; who
 * comes in by its own listener may do everything.
 */
public final class SecuredKafka implements AutoCloseable {
    public static final String USER = "caravan";

    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final LocalKafka kafka;
    private final int ownPort;

    private SecuredKafka(LocalKafka kafka, int ownPort) {
        this.kafka = kafka;
        this.ownPort = ownPort;
    }

    public static SecuredKafka start(Path directory, String password) throws Exception {
        return start(directory, password, Map.of());
    }

    public static SecuredKafka startGuarded(Path directory, String password) throws Exception {
        return start(
                directory,
                password,
                Map.of(
                        "authorizer.class.name",
                        "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "super.users",
                        "User:ANONYMOUS"));
    }

    private static SecuredKafka start(Path directory, String password, Map<String, String> more) throws Exception {
        int port = LoopbackPort.free();
        int ownPort = LoopbackPort.free();
        Properties settings =
                KafkaSettings.advertising(port, ownPort, KafkaSettings.of(directory, port, LoopbackPort.free()));
        settings.putAll(more);
        settings.putAll(Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT,OWN:PLAINTEXT",
                "listener.name.plaintext.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN + "user_" + USER + "=\"" + password + "\";"));
        return new SecuredKafka(LocalKafka.serve(directory, port, settings), ownPort);
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
    }

    /** For who sets up what others may do. */
    public String ownServers() {
        return LoopbackPort.address(ownPort);
    }

    /** What a client needs beside the brokers. */
    public static Map<String, String> login(String password) {
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                LOGIN + "username=\"" + USER + "\" password=\"" + password + "\";");
    }

    @Override
    public void close() {
        kafka.close();
    }
}
