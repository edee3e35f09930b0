package dev.caravan.page.http;

import static java.util.Objects.requireNonNull;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what a supplier says as server-sent events, one a second, to at most 16 who look; takes nothing while nobody
 * does. A viewer that reads too slowly misses events and costs no memory.
 */
public final class LiveFeed implements AutoCloseable {

    /** Browsers of a team; each costs a connection and a few kilobytes a second. */
    public static final int VIEWERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(LiveFeed.class);
    private static final long PERIOD_MILLIS = 1_000;

    private final Supplier<String> text;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "caravan-page");
        made.setDaemon(true);
        return made;
    });
    private final Map<HttpServerResponse, Context> viewers = new LinkedHashMap<>();
    private ScheduledFuture<?> ticks;

    /** @param text one line */
    public LiveFeed(Supplier<String> text) {
        this.text = requireNonNull(text, "text");
    }

    /** Answers with a stream that ends when either side closes it; 503 for one viewer too many. */
    public void handle(RoutingContext request) {
        HttpServerResponse response = request.response();
        PageHeaders.addTo(response.headers());
        if (!admit(response)) {
            response.setStatusCode(503)
                    .putHeader("content-type", "text/plain; charset=utf-8")
                    .end(VIEWERS + " pages look at this process already: close one of them");
            return;
        }
        response.closeHandler(gone -> leave(response));
        response.exceptionHandler(broken -> leave(response));
        response.setChunked(true).putHeader("content-type", "text/event-stream");
        response.write(":\n\n");
    }

    private synchronized boolean admit(HttpServerResponse response) {
        if (viewers.size() >= VIEWERS || thread.isShutdown()) {
            return false;
        }
        viewers.put(response, requireNonNull(Vertx.currentContext(), "context"));
        if (ticks == null) {
            ticks = thread.scheduleAtFixedRate(this::tick, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        }
        return true;
    }

    private synchronized void leave(HttpServerResponse response) {
        viewers.remove(response);
        if (viewers.isEmpty() && ticks != null) {
            ticks.cancel(false);
            ticks = null;
        }
    }

    /** How many look now. */
    public synchronized int viewers() {
        return viewers.size();
    }

    private void tick() {
        String event;
        try {
            event = "data: " + text.get() + "\n\n";
        } catch (RuntimeException e) {
            // It would end the schedule, and the page would stand still without a word.
            LOG.error("The page could not be brought up to date", e);
            event = "event: trouble\ndata: see the log\n\n";
        }
        send(event);
    }

    private synchronized void send(String event) {
        viewers.forEach((response, context) -> context.runOnContext(now -> {
            if (!response.ended() && !response.closed() && !response.writeQueueFull()) {
                response.write(event);
            }
        }));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
