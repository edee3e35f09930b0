package dev.caravan.local.kafka;

import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * One running broker. Topics must be created before use; there is no replication, no TLS and no login, and it listens
 * on 127.0.0.1 only. Topics, records and committed offsets outlive {@link #close()}, the port need not.
 */
public final class LocalKafka implements AutoCloseable {
    /** A free port may be taken by another process before the broker binds it; three times in a row means more. */
    private static final int MAX_ATTEMPTS = 3;

    private final KafkaRaftServer server;
    private final int port;
    private boolean closed;

    private LocalKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and returns when it serves clients.
     *
     * @param directory created and formatted when it is new; else started on as it is
     * @param port of the clients' listener on 127.0.0.1; 0 takes a free one
     * @throws LocalStartException if the port is taken, or the broker does not start on that directory
     */
    public static LocalKafka start(Path directory, int port) {
        return start(directory, port, 0);
    }

    /**
     * Like {@link #start(Path, int)}, but clients are told to come to another port, where a relay to {@link #port()}
     * listens. {@link #bootstrapServers()} still names the broker's own port: a client that is to pass the relay starts
     * there.
     *
     * @param advertisedPort of the relay on 127.0.0.1; 0 for none
     */
    public static LocalKafka start(Path directory, int port, int advertisedPort) {
        LoopbackPort.requireFree("Kafka", port);
        for (int attempt = 1; ; attempt++) {
            int clientPort = port == 0 ? LoopbackPort.free() : port;
            try {
                return attempt(directory.toAbsolutePath(), clientPort, advertisedPort);
            } catch (Exception e) {
                if (attempt == MAX_ATTEMPTS || LoopbackPort.isFree(clientPort)) {
                    throw new LocalStartException(
                            "Kafka did not start on 127.0.0.1:" + clientPort + " with its data in " + directory + ": "
                                    + e,
                            e);
                }
            }
        }
    }

    /** For {@code bootstrap.servers}. */
    public String bootstrapServers() {
        return LoopbackPort.address(port);
    }

    public int port() {
        return port;
    }

    /** Stops the broker after it has flushed its log and returns when its port and threads are gone. Idempotent. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            stop(server);
        }
    }

    private static LocalKafka attempt(Path directory, int port, int advertisedPort) throws Exception {
        Properties settings = KafkaSettings.of(directory, port, LoopbackPort.free());
        if (advertisedPort != 0) {
            settings = KafkaSettings.advertising(advertisedPort, LoopbackPort.free(), settings);
        }
        return serve(directory, port, settings);
    }

    /** @param settings all of the broker's, that port among them */
    static LocalKafka serve(Path directory, int port, Properties settings) throws Exception {
        format(directory);
        new BrokerEnd(directory).announce();
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        try {
            server.startup();
        } catch (RuntimeException e) {
            stop(server);
            throw e;
        }
        return new LocalKafka(server, port);
    }

    private static void stop(KafkaRaftServer server) {
        server.shutdown();
        server.awaitShutdown();
    }

    private static void format(Path directory) throws Exception {
        Files.createDirectories(directory);
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        new Formatter()
                .setNodeId(KafkaSettings.NODE)
                .setClusterId(Uuid.randomUuid().toString())
                .setReleaseVersion(MetadataVersion.LATEST_PRODUCTION)
                .setControllerListenerName(KafkaSettings.CONTROLLER_LISTENER)
                .setDirectories(java.util.List.of(directory.toString()))
                .setMetadataLogDirectory(directory.toString())
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8))
                .run();
    }
}
