package dev.caravan.local.s3;

import dev.caravan.local.process.LocalStartException;
import dev.caravan.local.process.LoopbackPort;
import dev.caravan.local.protocol.Credentials;
import jakarta.servlet.DispatcherType;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.time.Clock;
import java.util.EnumSet;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.shaded.org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * One running S3 endpoint, path style, HTTP, on 127.0.0.1 only. It accepts one key pair, signed with Signature Version
 * 4, for any region. Buckets and objects outlive {@link #close()}.
 */
public final class LocalS3 implements AutoCloseable {
    private static final int MAX_THREADS = 64;

    private final S3Proxy server;
    private final Path objects;
    private boolean closed;

    private LocalS3(S3Proxy server, Path objects) {
        this.server = server;
        this.objects = objects;
    }

    /**
     * Starts the endpoint and returns when it serves.
     *
     * @param directory of the objects, created when it is new; its file system must keep user attributes, where content
     *     types and metadata are stored
     * @param port on 127.0.0.1; 0 takes a free one
     * @throws LocalStartException if the port is taken or the directory cannot be used
     */
    public static LocalS3 start(Path directory, int port, Credentials credentials) {
        LoopbackPort.requireFree("S3", port);
        Path objects = directory.resolve("objects").toAbsolutePath();
        try {
            Files.createDirectories(objects);
            requireAttributes(objects);
            Leftovers.removeFrom(objects);
        } catch (IOException e) {
            throw new LocalStartException("Cannot use " + objects + " as the directory of S3's objects: " + e, e);
        }
        S3Proxy server = S3Proxy.builder()
                .blobStore(new WholeObjects(objects))
                .endpoint(URI.create("http://" + LoopbackPort.HOST + ":" + port))
                .awsAuthentication(AuthenticationType.AWS_V4, credentials.accessKeyId(), credentials.secretAccessKey())
                .ignoreUnknownHeaders(true)
                .jettyMaxThreads(MAX_THREADS)
                .build();
        try {
            ServletContextHandler filters = filtersOf(server);
            filters.addFilter(new EmptySegmentFilter(), "/*", EnumSet.of(DispatcherType.REQUEST));
            filters.addFilter(
                    new DocumentFilter(
                            new BucketDocuments(objects, objects.resolveSibling("documents")),
                            new S3Signature(credentials, Clock.systemUTC())),
                    "/*",
                    EnumSet.of(DispatcherType.REQUEST));
            server.start();
        } catch (Exception e) {
            throw new LocalStartException("S3 did not start on " + LoopbackPort.HOST + ":" + port + ": " + e, e);
        }
        return new LocalS3(server, objects);
    }

    /** Content types and metadata are attributes of the files; without them they would be lost without a word. */
    private static void requireAttributes(Path directory) throws IOException {
        UserDefinedFileAttributeView attributes =
                Files.getFileAttributeView(directory, UserDefinedFileAttributeView.class);
        if (attributes == null) {
            throw new IOException("its file system keeps no user attributes, choose a data directory on another");
        }
        String probe = "caravan-probe";
        attributes.write(probe, StandardCharsets.UTF_8.encode(probe));
        attributes.delete(probe);
    }

    /** S3Proxy offers no way to its servlet context. A version that names the field otherwise fails here, at the start. */
    private static ServletContextHandler filtersOf(S3Proxy proxy) throws ReflectiveOperationException {
        Field server = S3Proxy.class.getDeclaredField("server");
        server.setAccessible(true);
        return ((Server) server.get(proxy)).getDescendant(ServletContextHandler.class);
    }

    public URI endpoint() {
        return URI.create("http://" + LoopbackPort.HOST + ":" + server.getPort());
    }

    /** The directory that holds each object as the plain file {@code BUCKET/KEY}. */
    public Path objects() {
        return objects;
    }

    /** Stops serving and returns when the port and the threads are gone. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("S3 did not stop cleanly: " + e, e);
        }
    }
}
