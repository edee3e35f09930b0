package dev.caravan.local.kinesis;

import dev.caravan.local.protocol.AwsJsonServer;
import dev.caravan.local.protocol.AwsOperation;
import dev.caravan.local.protocol.AwsService;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Kinesis Data Streams on 127.0.0.1. */
public final class LocalKinesis implements AutoCloseable {

    private final AwsJsonServer server;
    private final Streams streams;
    private final Optional<DataDirectoryLock> lock;

    private LocalKinesis(AwsJsonServer server, Streams streams, Optional<DataDirectoryLock> lock) {
        this.server = server;
        this.streams = streams;
        this.lock = lock;
    }

    /**
     * Starts and returns once it listens, with the streams of an earlier run on the same data directory.
     *
     * @throws UncheckedIOException if the port is taken, or the data directory is in use, damaged or not writable
     */
    public static LocalKinesis start(LocalKinesisSettings settings) {
        Optional<DataDirectoryLock> lock = settings.dataDirectory().map(DataDirectoryLock::take);
        Streams streams = null;
        try {
            streams = new Streams(settings.region(), settings.accountId(), settings.dataDirectory(), settings.clock());
            AwsService service = new AwsService("kinesis", "Kinesis_20131202", operations(streams, settings));
            AwsJsonServer server = AwsJsonServer.start(
                    service, settings.port(), settings.credentials(), settings.clock(), settings.faults());
            return new LocalKinesis(server, streams, lock);
        } catch (RuntimeException e) {
            if (streams != null) {
                streams.close();
            }
            lock.ifPresent(DataDirectoryLock::release);
            throw e;
        }
    }

    /** Where clients reach it, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** Frees the port, then the files. */
    @Override
    public void close() {
        server.close();
        streams.close();
        lock.ifPresent(DataDirectoryLock::release);
    }

    private static Map<String, AwsOperation> operations(Streams streams, LocalKinesisSettings settings) {
        Clock clock = settings.clock();
        Tokens tokens = new Tokens(settings.credentials().secretAccessKey());
        Map<String, AwsOperation> all = new HashMap<>();
        all.putAll(new StreamOperations(streams, tokens).operations());
        all.putAll(new SettingOperations(streams).operations());
        all.putAll(new ShardOperations(streams, clock).operations());
        all.putAll(new ShardListing(streams, tokens, clock).operations());
        all.putAll(new PutOperations(streams).operations());
        all.putAll(new IteratorOperations(streams, tokens, clock).operations());
        all.putAll(new GetOperations(streams, tokens, clock).operations());
        return all;
    }
}
