package dev.caravan.page.http;

import dev.caravan.failure.AbandonedException;
import dev.caravan.failure.PermanentException;
import dev.caravan.failure.RetryableException;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that takes longer than an answer may: told as server-sent events while it goes on, a few at once and none in a
 * queue. Events are {@code data}, or at last {@code problem} with a text.
 */
public final class Works implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Works.class);
    /** Below the time after which the server closes a connection that is still. */
    private static final long SIGN_OF_LIFE_MILLIS = 5_000;

    private final ThreadPoolExecutor threads;

    /** @param name of its threads */
    public Works(String name, int atOnce) {
        this.threads = new ThreadPoolExecutor(0, atOnce, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Something that tells of itself while it goes on; a failure's message is what the page shows. */
    public interface Work {
        void run(Consumer<Object> tell) throws Exception;
    }

    /** Work that ends, by an interrupt, when nobody waits for its answer any more. */
    public void whileWaited(RoutingContext request, Work work) {
        start(request, work, true);
    }

    /** Work that goes on to its end, also when its reader is gone. */
    public void toItsEnd(RoutingContext request, Work work) {
        start(request, work, false);
    }

    private void start(RoutingContext request, Work work, boolean ends) {
        HttpServerResponse response = request.response();
        Vertx vertx = request.vertx();
        Context context = vertx.getOrCreateContext();
        Consumer<String> write = event -> context.runOnContext(now -> {
            if (!response.ended() && !response.closed()) {
                response.write(event);
            }
        });
        Future<?> running;
        try {
            running = threads.submit(() -> run(work, write, context, response));
        } catch (RejectedExecutionException busy) {
            Answers.refuse(request, 429, "Others have just asked for the same: wait until that is done");
            return;
        }
        PageHeaders.addTo(response.headers());
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.write(":\n\n");
        long signs = vertx.setPeriodic(SIGN_OF_LIFE_MILLIS, now -> write.accept(":\n\n"));
        response.endHandler(over -> vertx.cancelTimer(signs));
        response.closeHandler(gone -> {
            vertx.cancelTimer(signs);
            if (ends) {
                running.cancel(true);
            }
        });
    }

    private static void run(Work work, Consumer<String> write, Context context, HttpServerResponse response) {
        try {
            work.run(value -> write.accept("data: " + PageJson.of(value) + "\n\n"));
        } catch (AbandonedException e) {
            // Nobody waits for it any more, or the process stops.
            LOG.debug("Given up: {}", e.getMessage());
        } catch (Exception e) {
            write.accept("event: problem\ndata: " + PageJson.of(Map.of("problem", told(e))) + "\n\n");
        } finally {
            context.runOnContext(now -> {
                if (!response.ended() && !response.closed()) {
                    response.end();
                }
            });
        }
    }

    private static String told(Exception failure) {
        if (failure instanceof PermanentException
                || failure instanceof RetryableException
                || failure instanceof TellableException) {
            return failure.getMessage();
        }
        LOG.error("What the page asked for failed", failure);
        return "It failed, and the log of this process says why: "
                + failure.getClass().getSimpleName();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
