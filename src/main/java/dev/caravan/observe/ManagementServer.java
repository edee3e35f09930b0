package dev.caravan.observe;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;

/**
 * Answers {@code GET /observe/health}, {@code /observe/health/live}, {@code /observe/health/ready} (200, or 503 with the
 * reasons), {@code /observe/metrics} and what {@link Pages} adds; everything else with 404 or 405. Who may ask is {@link
 * Access}' to say, also for what is not there; the two probes are answered to everybody. Sends no CORS headers: no page of
 * another origin may read an answer.
 */
public final class ManagementServer implements AutoCloseable {

    private static final String HEALTH = "/observe/health";
    private static final String LIVE = HEALTH + "/live";
    private static final String READY = HEALTH + "/ready";
    private static final String METRICS = "/observe/metrics";
    /** A kubelet has no token. */
    private static final Set<String> PROBES = Set.of(LIVE, READY);

    private static final int IDLE_SECONDS = 30;
    private static final int PATIENCE_SECONDS = 10;

    private final Vertx vertx;

    private ManagementServer(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * Listens when this returns.
     *
     * @param metrics makes Prometheus' text format 0.0.4
     * @param pages the caller closes them
     * @throws IllegalStateException if the address cannot be listened on, naming it
     */
    public static ManagementServer open(
            String address, int port, Access access, CamelContext context, Supplier<String> metrics, Pages pages) {
        Vertx vertx = Vertx.vertx(new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(2)
                .setInternalBlockingPoolSize(1)
                // Otherwise it makes a directory for files that we never serve.
                .setFileSystemOptions(new FileSystemOptions()
                        .setClassPathResolvingEnabled(false)
                        .setFileCachingEnabled(false)));
        ManagementServer server = new ManagementServer(vertx);
        try {
            HttpServerOptions options = new HttpServerOptions().setIdleTimeout(IDLE_SECONDS);
            await(vertx.createHttpServer(options)
                    .requestHandler(router(vertx, access, context, metrics, pages))
                    .listen(port, address)
                    .toCompletionStage());
            return server;
        } catch (RuntimeException e) {
            server.close();
            throw new IllegalStateException(
                    "The management port cannot listen on " + address + ":" + port + ": " + e.getMessage(), e);
        }
    }

    private static Router router(
            Vertx vertx, Access access, CamelContext context, Supplier<String> metrics, Pages pages) {
        Router router = Router.router(vertx);
        // First, and for every path: nothing is reached around it.
        Set<String> open = Stream.concat(PROBES.stream(), pages.open().stream()).collect(Collectors.toSet());
        router.route().handler(request -> guard(access, open, request));
        health(router, HEALTH, () -> HealthAnswer.ofAll(context));
        health(router, LIVE, () -> HealthAnswer.ofLiveness(context));
        health(router, READY, () -> HealthAnswer.ofReadiness(context));
        router.get(METRICS)
                .blockingHandler(
                        request -> request.response()
                                .putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(metrics.get()),
                        false);
        pages.mount(router);
        return router;
    }

    private static void guard(Access access, Set<String> open, RoutingContext request) {
        String path = request.normalizedPath();
        Optional<String> authorization = Optional.ofNullable(request.request().getHeader("Authorization"));
        if (!PROBES.contains(path) && !access.knows(request.request().authority())) {
            request.response()
                    .setStatusCode(421)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end("Nobody is asked here under this name. If it is one of yours, add it to management.hosts\n");
        } else if (open.contains(path) || access.admits(authorization)) {
            request.next();
        } else {
            request.response()
                    .setStatusCode(401)
                    .putHeader("WWW-Authenticate", "Bearer realm=\"caravan\"")
                    .end();
        }
    }

    private static void health(Router router, String path, Supplier<HealthAnswer> health) {
        router.get(path)
                .blockingHandler(
                        request -> {
                            HealthAnswer answer = health.get();
                            request.response()
                                    .setStatusCode(answer.isUp() ? 200 : 503)
                                    .putHeader("content-type", "application/json")
                                    .end(answer.json());
                        },
                        false);
    }

    private static void await(CompletionStage<?> stage) {
        try {
            stage.toCompletableFuture().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause().getMessage(), e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("no answer within " + PATIENCE_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Frees the port, and ends the server's threads. */
    @Override
    public void close() {
        await(vertx.close().toCompletionStage());
    }
}
