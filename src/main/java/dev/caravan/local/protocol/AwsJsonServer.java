package dev.caravan.local.protocol;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One service on 127.0.0.1: HTTP/1.1 and clear-text HTTP/2 (prior knowledge, as SDK v2's Kinesis client speaks it).
 * Bodies up to 12 MiB, within 30 s; idle connections close after 120 s; 8 requests run at a time and 1024 wait, more
 * are answered with 503.
 */
public final class AwsJsonServer implements AutoCloseable {

    private static final String HOST = "127.0.0.1";
    private static final int HTTP2_STREAM_WINDOW_BYTES = 1 << 20;
    private static final int HTTP2_CONNECTION_WINDOW_BYTES = 16 << 20;
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_STOP_TIMEOUT = Duration.ofSeconds(20);
    private static final int WORKERS = 8;
    private static final int MAX_WAITING = 1024;

    private final Vertx vertx;
    private final ExecutorService workers;
    private final URI endpoint;

    private AwsJsonServer(Vertx vertx, ExecutorService workers, URI endpoint) {
        this.vertx = vertx;
        this.workers = workers;
        this.endpoint = endpoint;
    }

    /** Starts without faults. */
    public static AwsJsonServer start(AwsService service, int port, Credentials credentials, Clock clock) {
        return start(service, port, credentials, clock, Faults.none());
    }

    /**
     * Starts a service and returns once it listens.
     *
     * @param port the port, 0 for a free one
     * @param credentials the only key pair that is accepted
     * @param clock tells whether a signature is of this time
     * @throws UncheckedIOException if the port is taken
     */
    public static AwsJsonServer start(
            AwsService service, int port, Credentials credentials, Clock clock, Faults faults) {
        return start(service, port, new Dispatcher(service, credentials, clock, faults), Limits.DEFAULT);
    }

    static AwsJsonServer start(AwsService service, int port, Dispatcher dispatcher, Limits limits) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(2)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1)
                .setUseDaemonThread(true)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false)));
        ExecutorService workers = workers(service.name());
        HttpServer server = vertx.createHttpServer(options())
                .requestHandler(request -> Exchange.start(request, vertx, workers, dispatcher, limits));
        try {
            await(server.listen(port, HOST), "Cannot listen on " + HOST + ":" + port + " for " + service.name());
        } catch (UncheckedIOException e) {
            new AwsJsonServer(vertx, workers, URI.create("http://" + HOST)).close();
            throw e;
        }
        return new AwsJsonServer(vertx, workers, URI.create("http://" + HOST + ":" + server.actualPort()));
    }

    /** Where clients reach the service, {@code http://127.0.0.1:port}. */
    public URI endpoint() {
        return endpoint;
    }

    /** Frees the port, ends all connections and waits for the requests that run. */
    @Override
    public void close() {
        await(vertx.close(), "Cannot close " + endpoint);
        workers.shutdown();
        try {
            if (!workers.awaitTermination(START_STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
                workers.shutdownNow();
            }
        } catch (InterruptedException e) {
            workers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private static HttpServerOptions options() {
        return new HttpServerOptions()
                .setIdleTimeout((int) IDLE_TIMEOUT.toSeconds())
                .setHandle100ContinueAutomatically(true)
                .setHttp2ConnectionWindowSize(HTTP2_CONNECTION_WINDOW_BYTES)
                .setInitialSettings(new Http2Settings()
                        .setMaxConcurrentStreams(MAX_WAITING)
                        .setInitialWindowSize(HTTP2_STREAM_WINDOW_BYTES));
    }

    private static ExecutorService workers(String service) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                WORKERS, WORKERS, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MAX_WAITING), task -> {
                    Thread thread = new Thread(task, "local-" + service + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }

    private static void await(Future<?> future, String attempted) {
        try {
            future.toCompletionStage().toCompletableFuture().get(START_STOP_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new UncheckedIOException(
                    new IOException(attempted + ": " + e.getCause().getMessage(), e.getCause()));
        } catch (TimeoutException e) {
            throw new UncheckedIOException(
                    new IOException(attempted + " within " + START_STOP_TIMEOUT.toSeconds() + " s", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(attempted + ": interrupted", e));
        }
    }
}
