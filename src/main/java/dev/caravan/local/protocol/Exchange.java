package dev.caravan.local.protocol;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One request on its way: its body is collected on the event loop, within limits of size and time, it is answered on a
 * worker, and the answer goes back through the event loop. All fields belong to the event loop.
 */
final class Exchange {

    private static final long HTTP2_CANCEL = 8;

    private final HttpServerRequest request;
    private final Context eventLoop;
    private final Executor workers;
    private final Dispatcher dispatcher;
    private final Buffer body = Buffer.buffer();
    private boolean ended;

    private Exchange(HttpServerRequest request, Context eventLoop, Executor workers, Dispatcher dispatcher) {
        this.request = request;
        this.eventLoop = eventLoop;
        this.workers = workers;
        this.dispatcher = dispatcher;
    }

    /** Starts on the event loop. */
    static void start(HttpServerRequest request, Vertx vertx, Executor workers, Dispatcher dispatcher, Limits limits) {
        Exchange exchange = new Exchange(request, vertx.getOrCreateContext(), workers, dispatcher);
        long timer = vertx.setTimer(
                limits.bodyTimeout().toMillis(),
                id -> exchange.refuse(new AwsError(
                        "RequestTimeoutException", 408, "The body did not arrive within " + limits.bodyTimeout())));
        request.handler(part -> exchange.collect(part, limits.maxBodyBytes()));
        request.endHandler(end -> {
            vertx.cancelTimer(timer);
            exchange.dispatch();
        });
        request.exceptionHandler(failure -> {
            vertx.cancelTimer(timer);
            exchange.ended = true;
        });
    }

    private void collect(Buffer part, int maxBodyBytes) {
        if (ended) {
            return;
        }
        if (body.length() + part.length() > maxBodyBytes) {
            refuse(new AwsError(
                    "RequestEntityTooLargeException", 413, "The body is larger than " + maxBodyBytes + " bytes."));
            return;
        }
        body.appendBuffer(part);
    }

    private void dispatch() {
        if (ended) {
            return;
        }
        SignedRequest signed = signedRequest();
        try {
            workers.execute(() -> {
                Reply reply = dispatcher.dispatch(signed);
                eventLoop.runOnContext(ignored -> send(reply));
            });
        } catch (RejectedExecutionException e) {
            refuse(new AwsError("ServiceUnavailableException", 503, "Too many requests wait already; try again."));
        }
    }

    private void refuse(AwsError error) {
        if (isLate()) {
            return;
        }
        if (request.version() != HttpVersion.HTTP_2) {
            // what is left of the body is not read, so this connection is of no more use
            request.response().putHeader("Connection", "close");
        }
        send(Reply.of(error, "application/x-amz-json-1.1", WireFormat.JSON));
    }

    private boolean isLate() {
        return ended || request.response().ended() || request.response().closed();
    }

    private void send(Reply reply) {
        if (isLate()) {
            return;
        }
        ended = true;
        HttpServerResponse response = request.response();
        if (!(reply instanceof Reply.Answer answer)) {
            response.reset(HTTP2_CANCEL);
            return;
        }
        response.setStatusCode(answer.status())
                .putHeader("Date", dispatcher.date())
                .putHeader("x-amzn-RequestId", UUID.randomUUID().toString())
                .putHeader("Content-Type", answer.contentType());
        if (!answer.errorType().isEmpty()) {
            response.putHeader("x-amzn-ErrorType", answer.errorType());
        }
        response.end(Buffer.buffer(answer.body()));
    }

    private SignedRequest signedRequest() {
        Map<String, List<String>> headers = new HashMap<>();
        for (String name : request.headers().names()) {
            headers.put(name.toLowerCase(Locale.ROOT), request.headers().getAll(name));
        }
        if (request.authority() != null) {
            // HTTP/2 sends the host as a pseudo header
            headers.putIfAbsent("host", List.of(request.authority().toString()));
        }
        String path = request.path() == null ? "/" : request.path();
        String query = request.query() == null ? "" : request.query();
        return new SignedRequest(request.method().name(), path, query, headers, body.getBytes());
    }
}
