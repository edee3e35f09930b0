package dev.caravan.local.dynamodb;

import dev.caravan.failure.FileReason;
import dev.caravan.local.process.ChildJvm;
import dev.caravan.local.process.LocalDirectory;
import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One running DynamoDB Local with DynamoDB Streams on the same endpoint. It takes any access key of letters and digits, checks no signature,
 * and keeps one database for all of them and for all regions ({@code -sharedDb}), so that every client sees the same
 * tables. Listens on 127.0.0.1 only. Tables outlive {@link #close()}.
 */
public final class LocalDynamoDb implements AutoCloseable {
    private static final String NAME = "dynamodb";
    private static final Duration MAX_START = Duration.ofSeconds(60);

    private final ChildJvm child;
    private final int port;

    private LocalDynamoDb(ChildJvm child, int port) {
        this.child = child;
        this.port = port;
    }

    /**
     * Starts the child JVM and returns when it answers requests.
     *
     * @param local where its jars lie
     * @param directory of its database and log, created when it is new
     * @param port on 127.0.0.1; 0 takes a free one
     * @throws LocalStartException if its jars are missing, the port is taken, or it does not answer within 60 s
     */
    public static LocalDynamoDb start(LocalDirectory local, Path directory, int port) {
        LoopbackPort.requireFree("DynamoDB", port);
        Path tables = directory.resolve("tables").toAbsolutePath();
        Path database = tables.resolve("shared-local-instance.db");
        try {
            Files.createDirectories(tables);
            EmptyDatabase.createIfMissing(database);
        } catch (IOException e) {
            throw new LocalStartException(
                    "Cannot create DynamoDB's database in " + tables + ": " + FileReason.of(e), e);
        }
        ChildJvm child = ChildJvm.start(
                NAME,
                local.classPath(NAME),
                "dev.caravan.local.child.dynamodb.DynamoDbLauncher",
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dsqlite4java.library.path=" + local.folder(NAME)),
                List.of(
                        Integer.toString(port),
                        database.toString(),
                        "-sharedDb",
                        "-disableTelemetry",
                        "-dbPath",
                        tables.toString()),
                directory.resolve("dynamodb.log"));
        try {
            int boundPort = Integer.parseInt(child.readLine(MAX_START));
            return new LocalDynamoDb(child, boundPort);
        } catch (RuntimeException e) {
            child.close();
            throw e;
        }
    }

    public URI endpoint() {
        return URI.create("http://" + LoopbackPort.HOST + ":" + port);
    }

    /** The process id of the child JVM. */
    public long pid() {
        return child.pid();
    }

    /** Ends the child JVM and returns when it is gone, after at most 10 s. What it acknowledged is on disk. Idempotent. */
    @Override
    public void close() {
        child.close();
    }
}
