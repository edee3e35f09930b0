package dev.caravan.local.kafka;

import dev.caravan.local.process.LoopbackPort;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

/** A broker whose clients have to log in (SASL PLAIN, without TLS). */
public final class SecuredKafka implements AutoCloseable {
    private static final String USER = "caravan";
    private static final String LOGIN = "org.apache.kafka.common.security.plain.PlainLoginModule required ";

    private final LocalKafka kafka;

    private SecuredKafka(LocalKafka kafka) {
        this.kafka = kafka;
    }

    public static SecuredKafka start(Path directory, String password) throws Exception {
        int port = LoopbackPort.free();
        Properties settings = KafkaSettings.advertising(
                port, LoopbackPort.free(), KafkaSettings.of(directory, port, LoopbackPort.free()));
        settings.putAll(Map.of(
                "listener.security.protocol.map",
                "PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT,OWN:PLAINTEXT",
                "listener.name.plaintext.sasl.enabled.mechanisms",
                "PLAIN",
                "listener.name.plaintext.plain.sasl.jaas.config",
                LOGIN + "user_" + USER + "=\"" + password + "\";"));
        return new SecuredKafka(LocalKafka.serve(directory, port, settings));
    }

    public String bootstrapServers() {
        return kafka.bootstrapServers();
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
